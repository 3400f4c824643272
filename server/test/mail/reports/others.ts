import { copied, lines, type Report } from './report.ts'

const daemon = 'From: MAILER-DAEMON@mx.far.example'

/** Programs and providers that the reading was not made by the look of. */
export const others: Report[] = [
  {
    program: 'IronPort',
    head: [daemon, 'Subject: Delivery Status Notification (Failure)'],
    text: lines`
      The following message to <robin@far.example> was undeliverable.
      The reason for the problem:
      5.1.0 - Unknown address error 550-'5.1.1 <robin@far.example>... no such mailbox'
    `,
    wanted: [['robin@far.example', '5.1.1', true]],
  },
  {
    program: 'the SMTP service of Windows',
    head: ['From: postmaster@win.example', 'Subject: Delivery Status Notification (Failure)'],
    text: lines`
      This is an automatically generated Delivery Status Notification.

      Unable to deliver message to the following recipients, due to being unable to connect successfully to the destination mail server.

             robin@far.example
    `,
    wanted: [['robin@far.example', '4.4.1', false]],
  },
  {
    program: 'InterMail',
    head: ['From: Mail Administrator <Postmaster@intermail.example>', 'Subject: Mail System Error - Returned Mail'],
    text: lines`
      This Message was undeliverable due to the following reason:

      Your message was not delivered because the return address was refused.

      The return address was '<support@shop.example>'

      Please reply to Postmaster@intermail.example
      if you feel this message to be in error.

          Recipient: <robin@far.example>
          Reason:    5.7.1 sender refused by policy
    `,
    wanted: [['robin@far.example', '5.7.1', false]],
  },
  {
    program: 'hMailServer',
    head: ['From: mailer-daemon@hmail.example', 'Subject: Message undeliverable: Your order'],
    text: lines`
      Your message did not reach some or all of the intended recipients.

         Sent: Tue, 3 Mar 2026 16:05:22 +0100
         Subject: Your order

      The following recipient(s) could not be reached:

      robin@far.example
         Error Type: SMTP
         Remote server (192.0.2.9) issued an error.
         hMailServer sent: RCPT TO:<robin@far.example>
         Remote server replied: 550 5.1.1 no such user
    `,
    wanted: [['robin@far.example', '5.1.1', true]],
  },
  {
    program: 'MailEnable',
    head: ['From: Postmaster <postmaster@enable.example>', 'Subject: Message Delivery Failure'],
    text: lines`
      Message Delivery Failure (550).

      MailEnable: Message delivery failed for a recipient of your message.

      Failed recipient: robin@far.example
      Reason: Remote mail server said: 550 Mailbox unavailable
    `,
    wanted: [['robin@far.example', '5.1.1', true]],
  },
  {
    program: 'SmarterMail',
    head: [
      'From: System Administrator <administrator@smarter.example>',
      'Return-Path: <>',
      'Subject: Delivery Failure',
    ],
    text: lines`
      Could not deliver message to the following recipient(s):

      Failed Recipient: robin@far.example
      Reason: Remote host said: 550 5.1.1 user unknown

         -- The header and top 20 lines of the message follows --

      Received: from x
    `,
    wanted: [['robin@far.example', '5.1.1', true]],
  },
  {
    program: 'Kerio',
    head: ['From: "Mail Delivery Subsystem" <postmaster@kerio.example>', 'Subject: Message could not be delivered'],
    text: lines`
      The attached message could not be delivered to the following recipient(s):

      robin@far.example
      550 5.2.1 account disabled
    `,
    wanted: [['robin@far.example', '5.2.1', false]],
  },
  {
    program: 'Mercury',
    head: ['From: Electronic Postmaster <Postmaster@mercury.example>', 'Subject: Postmaster Notify: Delivery Failure.'],
    text: lines`
      The following message could not be delivered because the address
      robin@far.example is not recognized by this server.
    `,
    wanted: [['robin@far.example', '5.1.1', true]],
  },
  {
    program: 'Axigen',
    head: ['From: "Mail Delivery System" <mailer-daemon@axigen.example>', 'Subject: Mail delivery failed'],
    text: lines`
      Could not send mail to the following addresses:
       - robin@far.example : 552 5.2.2 quota exceeded
    `,
    wanted: [['robin@far.example', '5.2.2', false]],
  },
  {
    program: 'PowerMTA',
    head: ['From: postmaster@pmta.example', 'Subject: Delivery report'],
    text: lines`
      Hello, this is the mail server on pmta.example.

      I am sending you this message to inform you on the delivery status of a
      message you previously sent.  Immediately below you will find a list of
      the affected recipients;  also attached is a Delivery Status Notification
      (DSN) report in standard format, as well as the headers of the original
      message.

        <robin@far.example>  delivery failed; will not continue trying
    `,
    wanted: [['robin@far.example', '5.0.0', false]],
  },
  {
    program: 'T-Online',
    head: [
      'From: Mail Delivery System <mailer-daemon@telekom.example>',
      'Subject: Benachrichtigung zum Uebermittlungsstatus (Fehlgeschlagen)',
    ],
    text: lines`
      Dies ist eine automatisch erstellte Benachrichtigung über den Zustellstatus.

      Übermittlung an folgende Empfänger fehlgeschlagen.

             robin@far.example
      550 5.1.1 Empfänger unbekannt
    `,
    wanted: [['robin@far.example', '5.1.1', true]],
  },
  {
    program: 'Exchange in French',
    head: ['From: Microsoft Outlook <postmaster@firme.example>', 'Subject: Non remis : Votre commande'],
    text: lines`
      Échec de la remise pour ces destinataires ou groupes :

      robin@firme.example
      L'adresse de courrier entrée est introuvable.

      Informations de diagnostic pour les administrateurs :

      Serveur de génération : mx1.firme.example

      robin@firme.example
      #550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##
    `,
    wanted: [['robin@firme.example', '5.1.1', true]],
  },
  {
    program: 'Exchange in Japanese',
    head: ['From: Microsoft Outlook <postmaster@kaisha.example>', 'Subject: 配信不能: ご注文'],
    text: lines`
      次の受信者またはグループにメッセージを配信できませんでした:

      robin@kaisha.example
      入力した電子メール アドレスが見つかりませんでした。

      管理者向けの診断情報:

      robin@kaisha.example
      Remote Server returned '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found'
    `,
    wanted: [['robin@kaisha.example', '5.1.10', true]],
  },
  {
    program: 'Exchange in Dutch',
    head: ['From: postmaster@bedrijf.example', 'Subject: Onbestelbaar: Uw bestelling'],
    text: lines`
      Bezorging is mislukt voor deze geadresseerden of groepen:

      robin@bedrijf.example
      Het postvak van de geadresseerde is vol.

      #552 5.2.2 STOREDRV.Deliver; mailbox full
    `,
    wanted: [['robin@bedrijf.example', '5.2.2', false]],
  },
  {
    program: 'SoftBank',
    head: ['From: MAILER-DAEMON@softbank.example', 'Subject: Returned mail: User unknown'],
    text: lines`
      お送りしたメールは、宛先が存在しないため送信できませんでした。

      <robin@softbank.example>
      550 Invalid recipient: <robin@softbank.example>
    `,
    wanted: [['robin@softbank.example', '5.1.1', true]],
  },
  {
    program: 'Naver',
    head: ['From: mailer-daemon@naver.example', 'Subject: [메일 반송] Your order'],
    text: lines`
      메일이 반송되었습니다.

      받는사람: robin@naver.example
      반송 사유: 존재하지 않는 사용자입니다. 550 5.1.1 user unknown
    `,
    wanted: [['robin@naver.example', '5.1.1', true]],
  },
  {
    program: 'NetEase',
    head: ['From: Postmaster@163.example', 'Subject: 系统退信/Systems bounce'],
    text: lines`
      很抱歉，您发送的邮件未能送达。

      收件人： <robin@163.example>
      错误信息： 550 User not found: robin@163.example
    `,
    wanted: [['robin@163.example', '5.1.1', true]],
  },
  {
    program: 'Exim, a message frozen',
    head: ['From: Mail Delivery System <Mailer-Daemon@mx.far.example>', 'Subject: Message 1abc-0003AD-Ga frozen'],
    text: lines`
      Message 1abc-0003AD-Ga has been frozen (delivery error message).
      The sender is <support@shop.example>.

      The following address(es) have yet to be delivered:

        robin@far.example: retry timeout exceeded
    `,
    wanted: [['robin@far.example', '4.4.7', false]],
  },
  {
    program: 'Symantec',
    head: ['From: "Mail Delivery Subsystem" <postmaster@symantec.example>', 'Subject: Mail Delivery Failure'],
    text: `${lines`
      This is the mail delivery agent at messagelabs.example.
      I was unable to deliver your message to the following addresses.

      <robin@far.example>:
      192.0.2.9 does not like recipient.
      Remote host said: 550 5.4.1 Recipient address rejected: Access denied
      Giving up on 192.0.2.9.

      --- Below this line is a copy of the message.

    `}\n${copied}`,
    wanted: [['robin@far.example', '5.4.1', true]],
  },
  {
    program: 'Mimecast',
    head: ['From: postmaster@mimecast.example', 'Subject: [Postmaster] Email Delivery Failure'],
    text: lines`
      Your email could not be delivered.

      This is a delivery failure notification message indicating that
      an email you addressed to email address :
      -- robin@far.example

      could not be delivered. The problem appears to be :
      -- Recipient email address is possibly incorrect

      Additional information follows :
      -- 5.1.1 User unknown
    `,
    wanted: [['robin@far.example', '5.1.1', true]],
  },
  {
    program: 'Libero in Italian',
    head: ['From: Mail Delivery System <mailer-daemon@libero.example>', 'Subject: Avviso di mancato recapito'],
    text: lines`
      Il messaggio inviato non è stato recapitato al seguente destinatario:

      robin@libero.example

      La casella di posta del destinatario è piena.
    `,
    wanted: [['robin@libero.example', '5.2.2', false]],
  },
  {
    program: 'Postfix of a provider in Portuguese',
    head: ['From: MAILER-DAEMON@uol.example (Sistema de Entrega)', 'Subject: Mensagem não entregue'],
    text: lines`
      Sua mensagem não pôde ser entregue aos destinatários abaixo.

      <robin@uol.example>: caixa postal cheia (over quota)
    `,
    wanted: [['robin@uol.example', '5.2.2', false]],
  },
  {
    program: 'a gateway to text messages',
    head: ['Return-Path: <>', 'From: sms-gateway@carrier.example', 'Subject: Undeliverable message'],
    text: lines`
      Your message to 5550100@txt.carrier.example could not be delivered.
      Reason: Invalid recipient number
    `,
    wanted: [['5550100@txt.carrier.example', '5.1.1', true]],
  },
  {
    program: 'PMDF',
    head: ['From: PMDF e-Mail Interconnect <postmaster@pmdf.example>', 'Subject: PMDF SMTP delivery failure'],
    text: lines`
      Your message cannot be delivered to the following recipients:

        Recipient address: robin@far.example
        Reason: Illegal host/domain name found
    `,
    wanted: [['robin@far.example', '5.1.2', true]],
  },
]

import { copied, lines, type Report } from './report.ts'

/** Providers and carriers, and programs that nobody knows the name of. */
export const providers: Report[] = [
  {
    program: 'EZweb',
    head: ['From: <Postmaster@ezweb.example>', 'Subject: Mail System Error - Returned Mail'],
    text: lines`
      Each of the following recipients was rejected by a remote
      mail server.

         Recipient: <robin@ezweb.example>
         >>> RCPT TO:<robin@ezweb.example>
         <<< 550 <robin@ezweb.example>: User unknown
    `,
    wanted: [['robin@ezweb.example', '5.1.1', true]],
  },
  {
    program: 'EZweb, too long',
    head: ['From: <Postmaster@ezweb.example>', 'Subject: Mail System Error - Returned Mail'],
    text: lines`
      Your message was not delivered within 0 days and 1 hours.
      Remote host is not responding.

      <robin@ezweb.example>
    `,
    wanted: [['robin@ezweb.example', '4.4.7', false]],
  },
  {
    program: 'KDDI',
    head: [
      'Return-Path: <no-reply@mobile.example>',
      'From: no-reply@mobile.example',
      'Subject: Your mail could not be delivered',
    ],
    text: lines`
      Your mail sent on: Tue, 3 Mar 2026 16:05:22 +0900
          Could not be delivered to: <robin@mobile.example>
          As their mailbox is full.
    `,
    wanted: [['robin@mobile.example', '5.2.2', false]],
  },
  {
    program: 'docomo',
    head: ['From: Mail Delivery Subsystem <MAILER-DAEMON@docomo.example>', 'Subject: Returned mail: 宛先不明'],
    text: lines`
      あて先不明のため、メールを配信できませんでした。

      <robin@docomo.example>
    `,
    wanted: [['robin@docomo.example', '5.1.1', true]],
  },
  {
    program: 'a Japanese transcript',
    head: ['From: MAILER-DAEMON@isp.example', 'Subject: エラーメール'],
    text: lines`
      次の宛先へのメールを送信できませんでした。

         ----- 次のアドレスで致命的なエラーが発生しました -----
      <robin@far.example>

         ----- セッションの記録 -----
      >>> RCPT To:<robin@far.example>
      <<< 550 5.1.1 unknown user
    `,
    wanted: [['robin@far.example', '5.1.1', true]],
  },
  {
    program: 'Biglobe',
    head: ['From: postmaster@biglobe.example', 'Subject: Returned mail: Mail delivery failed'],
    text: lines`
         ----- The following addresses had delivery problems -----
      robin@biglobe.example

         ----- Non-delivered information -----
      The number of messages in recipient's mailbox exceeded the local limit.
    `,
    wanted: [['robin@biglobe.example', '5.2.2', false]],
  },
  {
    program: 'Verizon text',
    head: ['From: post_master@vtext.example', 'Subject: Undeliverable Message'],
    text: lines`
      Error: Message could not be delivered to mobile.

      550 - Requested action not taken: no such user here

      Message details:
        Subject: Your order
        Sent date: Tue Mar 03 16:05:22 GMT 2026
        MAIL FROM: support@shop.example
        RCPT TO: 5550100@vtext.example
    `,
    wanted: [['5550100@vtext.example', '5.1.1', true]],
  },
  {
    program: 'Verizon pictures',
    head: ['From: sysadmin@vzwpix.example', 'Return-Path: <>', 'Subject: Undeliverable Message'],
    text: lines`
      Message could not be delivered to mobile.
      Error: No valid recipients for this MM

      Original Message:
      From: Support <support@shop.example>
      To: 5550100@vzwpix.example
      Subject: Your order
      Date:  Tue, 3 Mar 2026 16:05:22 +0000
    `,
    wanted: [['5550100@vzwpix.example', '5.1.1', true]],
  },
  {
    program: 'Zoho, a host that does not answer',
    head: [
      'From: mailer-daemon@mail.zoho.example',
      'X-ZohoMail: Si CHF',
      'Subject: Undelivered Mail Returned to Sender',
    ],
    text: lines`
      This message was created automatically by mail delivery software.
      A message that you sent could not be delivered to one or more of its recipients. This is a permanent error.

      [Status: Error, Address: <robin@far.example>, ResponseCode 421, , Host not reachable.]
    `,
    wanted: [['robin@far.example', '4.4.7', false]],
  },
  {
    program: '1&1',
    head: [
      'From: "Mail Delivery System" <mailer-daemon@einsundeins.example>',
      'Subject: Mail delivery failed: returning message to sender',
    ],
    text: lines`
      This message was created automatically by mail delivery software.

      A message that you sent could not be delivered to
      one or more of its recipients. The following address failed:

      robin@far.example

      For the following reason:

      Mail size limit exceeded. For explanation visit
      http://postmaster.einsundeins.example/en/error-messages?ip=%1s

      --- The header of the original message is following. ---

      Message-ID: <7@shop.example>
    `,
    wanted: [['robin@far.example', '5.3.4', false]],
  },
  {
    program: 'GMX, time is up',
    head: [
      'From: GMX Mailer Daemon <mailer-daemon@gmx.example>',
      'Subject: Mail delivery failed: returning message to sender',
    ],
    text: lines`
      This message was created automatically by mail delivery software.

      <robin@far.example>

      Reason:
      delivery retry timeout exceeded

      --- The header of the original message is following. ---

      Message-ID: <7@shop.example>
    `,
    wanted: [['robin@far.example', '4.4.7', false]],
  },
  {
    program: 'Google Groups',
    head: [
      'From: Mail Delivery Subsystem <mailer-daemon@googlemail.example>',
      'X-Failed-Recipients: riders@groups.example',
      'Subject: Delivery Status Notification (Failure)',
    ],
    text: lines`
      Hello support@shop.example,

      We're writing to let you know that the group you tried to contact (riders) may not
      exist, or you may not have permission to post messages to the group.

      ----- Original message -----

      Message-ID: <7@shop.example>
    `,
    wanted: [['riders@groups.example', '5.7.1', false]],
  },
  {
    program: 'a program with bullets',
    head: ['From: Mail Delivery System <mailer-daemon@any.example>', 'Subject: Delivery status notification'],
    text: lines`
      ============================================================================
           This is an automatically generated Delivery Status Notification.

      Delivery to the following recipients failed permanently:

        * robin@far.example

      ============================================================================
                                  Technical details:

      SMTP:RCPT host 192.0.2.9: 553 5.3.0 <robin@far.example>... No such user here
    `,
    wanted: [['robin@far.example', '5.3.0', true]],
  },
  {
    program: 'a program with brackets',
    head: ['From: "Mail Deliver System" <postmaster@any.example>', 'Subject: Returned Mail: Your order'],
    text: lines`
      The original message was received at Tue, 3 Mar 2026 16:05:22 +0900 (JST)
      from support@shop.example

      ---The following addresses had delivery errors---

      robin@far.example [User unknown]
    `,
    wanted: [['robin@far.example', '5.1.1', true]],
  },
  {
    program: 'a program that tells it in a sentence',
    head: ['From: mailmaster@any.example', 'Subject: There was an error sending your mail'],
    text: lines`
      We had trouble delivering your message. Full details follow:

      Subject: 'Your order'
      Date: 'Tue, 3 Mar 2026 16:05:22 +0000'

      1 error(s):

      SMTP Server <mx.far.example> rejected recipient <robin@far.example>
        (Error following RCPT command). It responded as follows: [550 5.1.1 User unknown]
    `,
    wanted: [['robin@far.example', '5.1.1', true]],
  },
  {
    program: 'a mailing list of FML',
    head: [
      'From: riders-admin@town.example',
      'Message-ID: <20260303160522.FMLAAB17@town.example>',
      'X-MLServer: fml [fml 4.0.3]',
      'Subject: You are not member (riders ML)',
    ],
    text: lines`
      You are not a member of this mailing list <riders@town.example>.

      If you know the general guide of this list, please send mail with the mail body
      guide
    `,
    wanted: [['riders@town.example', '5.7.1', false]],
  },
  {
    program: 'a provider in German',
    head: [
      'From: Mail Delivery System <mailer-daemon@post.example>',
      'Subject: Ihre E-Mail konnte nicht zugestellt werden',
    ],
    text: lines`
      Ihre Nachricht konnte an folgende Empfänger nicht zugestellt werden:

      robin@far.example
      Das Postfach des Empfängers ist voll.
    `,
    wanted: [['robin@far.example', '5.2.2', false]],
  },
  {
    program: 'a provider in Spanish',
    head: ['From: Mail Delivery System <mailer-daemon@correo.example>', 'Subject: Mensaje no entregado'],
    text: lines`
      Su mensaje no se ha podido entregar a los siguientes destinatarios:

      robin@far.example
      El usuario no existe.
    `,
    wanted: [['robin@far.example', '5.1.1', true]],
  },
  {
    program: 'a provider in Russian',
    head: ['From: mailer-daemon@yandex.example', 'Subject: Недоставленное сообщение'],
    text: lines`
      Сообщение не может быть доставлено следующим получателям:

      <robin@far.example>: host mx.far.example[192.0.2.9] said: 550 5.1.1 нет такого пользователя (in reply to RCPT TO command)
    `,
    wanted: [['robin@far.example', '5.1.1', true]],
  },
  {
    program: 'a provider in Chinese',
    head: ['From: PostMaster@qq.example', 'Subject: 系统退信'],
    text: lines`
      抱歉，您的邮件被退回来了……

      收件人： robin@far.example
      退信原因：收件人邮箱已满。
    `,
    wanted: [['robin@far.example', '5.2.2', false]],
  },
  {
    program: 'a provider that copies the mail below',
    head: ['From: Mail Delivery <bounce@any.example>', 'Return-Path: <>', 'Subject: Delivery failure'],
    text: `${lines`
      Your message to robin@far.example could not be delivered: the domain does not exist.

      Original message follows.

    `}\n${copied}`,
    wanted: [['robin@far.example', '5.1.2', true]],
  },
]

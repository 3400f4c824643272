import { copied, lines, type Report } from './report.ts'

/** Groupware, and filters that stand before a mail server. */
export const gateways: Report[] = [
  {
    program: 'Exchange 5.5',
    head: [
      'From: System Administrator <postmaster@corp.example>',
      'X-Mailer: Internet Mail Service (5.5.2657.72)',
      'Subject: Undeliverable: Your order',
    ],
    text: lines`
      Your message

        To:      robin@corp.example
        Subject: Your order
        Sent:    Tue, 3 Mar 2026 16:05:22 +0100

      did not reach the following recipient(s):

      robin@corp.example on Tue, 3 Mar 2026 16:05:30 +0100
          The recipient name is not recognized
      	The MTS-ID of the original message is: c=us;a= ;p=corp;l=MX1-260303
          MSEXCH:IMS:CORP:SITE:MX1 0 (000C05A6) Unknown Recipient
    `,
    wanted: [['robin@corp.example', '5.1.1', true]],
  },
  {
    program: 'Exchange 5.5, an X.400 address',
    head: ['From: System Administrator <postmaster@corp.example>', 'Subject: Undeliverable: Your order'],
    text: lines`
      Your message

        To:      Robin Vale
        Subject: Your order

      did not reach the following recipient(s):

      c=us;a= ;p=corp;o=site;dda:smtp=robin@corp.example; on Tue, 3 Mar 2026 16:05:30 +0100
          Message exceeds size limit
    `,
    wanted: [['robin@corp.example', '5.3.4', false]],
  },
  {
    program: 'Exchange 2007, expired',
    head: [
      'From: Microsoft Exchange <postmaster@corp.example>',
      'Content-Language: en-US',
      'Subject: Undeliverable: Your order',
    ],
    text: lines`
      Delivery has failed to these recipients or distribution lists:

      robin@corp.example
      This message wasn't delivered because several attempts failed.

      Diagnostic information for administrators:

      Generating server: mx1.corp.example

      robin@corp.example
      #550 4.4.7 QUEUE.Expired; message expired ##

      Original message headers:

      Message-ID: <7@shop.example>
    `,
    wanted: [['robin@corp.example', '4.4.7', false]],
  },
  {
    program: 'Office 365',
    head: [
      'From: Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@corp.example>',
      'Subject: Undeliverable: Your order',
    ],
    text: lines`
      Your message to robin@corp.example couldn't be delivered.

      robin wasn't found at corp.example.

      support       Office 365       robin
      Action Required                Recipient

      Unknown To address

      Error Details
      Reported error: 550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient robin@corp.example not found by SMTP address lookup
    `,
    wanted: [['robin@corp.example', '5.1.10', true]],
  },
  {
    program: 'Notes',
    head: ['From: Postmaster@notes.example', 'Subject: Undeliverable message'],
    text: `${lines`
      ------- Failure Reasons  --------

      User not listed in public Name & Address Book
      robin@notes.example

      ------- Returned Message --------

    `}\n${copied}`,
    wanted: [['robin@notes.example', '5.1.1', true]],
  },
  {
    program: 'Domino in Japanese',
    head: ['From: Postmaster@notes.example', 'Subject: DELIVERY FAILURE: Your order'],
    text: lines`
      Your message

        Subject: Your order

      was not delivered to:

        robin@notes.example

      because:

        ユーザー robin (robin@notes.example) は Domino ディレクトリには見つかりません。
    `,
    wanted: [['robin@notes.example', '5.1.1', true]],
  },
  {
    program: 'GroupWise',
    head: ['From: <Mailer-Daemon@gw.example>', 'Subject: Message status - undeliverable'],
    text: lines`
      The message that you sent was undeliverable to the following:
          robin@gw.example (mailbox over quota)

      Possibly truncated original message follows:
    `,
    wanted: [['robin@gw.example', '5.2.2', false]],
  },
  {
    program: 'IMail',
    head: ['From: Postmaster <postmaster@imail.example>', 'X-Mailer: <SMTP32 v8.22>', 'Subject: Undeliverable Mail'],
    text: `${lines`
      undeliverable to robin@far.example
      Body of message generated response:
      552 5.2.2 the user has no room left

      Original message follows.

    `}\n${copied}`,
    wanted: [['robin@far.example', '5.2.2', false]],
  },
  {
    program: 'IMail, attempts',
    head: ['From: Postmaster <postmaster@imail.example>', 'Subject: Undeliverable Mail'],
    text: `${lines`
      Delivery failed 20 attempts: robin@far.example

      Original message follows.

    `}\n${copied}`,
    wanted: [['robin@far.example', '4.4.7', false]],
  },
  {
    program: 'MailMarshal',
    head: ['From: postmaster@marshal.example', 'Subject: Undeliverable Mail: "Your order"'],
    text: lines`
      Your message:
         From:    support@shop.example
         Subject: Your order

      Could not be delivered because of

      550 5.1.1 User unknown

      The following recipients were affected:
          robin@far.example

      Additional Information
      ======================
      Original Sender:    <support@shop.example>
      Sender-MTA:         <192.0.2.7>
    `,
    wanted: [['robin@far.example', '5.1.1', true]],
  },
  {
    program: 'InterScan',
    head: ['From: "InterScan MSS" <imss@far.example>', 'Subject: Mail could not be delivered'],
    text: lines`
      Sent <<< RCPT TO:<robin@far.example>
      Received >>> 550 5.1.1 <robin@far.example>... user unknown
    `,
    wanted: [['robin@far.example', '5.1.1', true]],
  },
  {
    program: 'InterScan, in prose',
    head: ['From: "InterScan Notification" <notify@far.example>', 'Subject: Mail delivery notice'],
    text: lines`
      Unable to deliver message to <robin@far.example> (and other recipients in the same domain).
    `,
    wanted: [['robin@far.example', '5.0.0', false]],
  },
  {
    program: 'SurfControl',
    head: [
      'From: administrator@filter.example',
      'X-Mailer: SurfControl E-mail Filter',
      'Subject: Message delivery failure',
    ],
    text: lines`
      Your message could not be sent.
      A transcript of the attempts to send the message follows.
      The number of attempts made: 1
      Addressed To: robin@far.example

      Tue 3 Mar 2026 16:05:22 +0100
      Failed to send to identified host,
      robin@far.example: [192.0.2.9], 550 robin@far.example... No such user
      --- Message non-deliverable.
    `,
    wanted: [['robin@far.example', '5.1.1', true]],
  },
  {
    program: 'MailFoundry',
    head: ['From: postmaster@foundry.example', 'Subject: Message delivery has failed'],
    text: lines`
      Unable to deliver message to: <robin@far.example>
      Delivery failed for the following reason:
      Server mx.far.example[192.0.2.9] failed with: 550 <robin@far.example> No such user here

      This has been a permanent failure.  No further delivery attempts will be made.
    `,
    wanted: [['robin@far.example', '5.1.1', true]],
  },
  {
    program: 'McAfee',
    head: [
      'From: <postmaster@guard.example>',
      'X-NAI-Header: Modified by McAfee Email and Web Security',
      'Subject: Delivery Status',
    ],
    text: lines`
         --- The following addresses had delivery problems ---

      <robin@far.example>   (Unknown user robin@far.example)
    `,
    wanted: [['robin@far.example', '5.1.1', true]],
  },
  {
    program: 'MX Logic',
    head: [
      'From: Mail Delivery System <MAILER-DAEMON@mxl.example>',
      'Subject: Mail delivery failed: returning message to sender',
    ],
    text: lines`
      This message was created automatically by mail delivery software.

      A message that you have sent could not be delivered to one or more
      recipients.  This is a permanent error.  The following address failed:

        <robin@far.example>: 550 5.1.1 no account of this name

      Included is a copy of the message header:
      -----------------------------------------
      Message-ID: <7@shop.example>
    `,
    wanted: [['robin@far.example', '5.1.1', true]],
  },
  {
    program: 'm-FILTER',
    head: ['From: postmaster@filter.example', 'X-Mailer: m-FILTER', 'Subject: failure notice'],
    text: `${lines`
      このメールは自動的に生成して送信しています。
      以下のメールアドレスへの送信に失敗しました。
      robin@far.example


      -------server message
      550 5.1.1 unknown user <robin@far.example>

      -------SMTP command
      RCPT

      -------original message
    `}\n${copied}`,
    wanted: [['robin@far.example', '5.1.1', true]],
  },
  {
    program: 'Active!hunter',
    head: ['From: "MAILER-DAEMON" <support@shop.example>', 'X-AHMAILID: 17', 'Subject: FAILURE NOTICE : Your order'],
    text: lines`
        ----- The following addresses had permanent fatal errors -----

      >>> robin@far.example <robin@far.example>

        ----- Transcript of session follows -----
      550 sorry, no mailbox here by that name (#5.1.1 - chkusr)
    `,
    wanted: [['robin@far.example', '5.1.1', true]],
  },
  {
    program: 'a filter that refuses as spam',
    head: ['From: Mail Administrator <postmaster@guard.example>', 'Subject: Mail System Error - Returned Mail'],
    text: lines`
      This Message was undeliverable due to the following reason:

      Each of the following recipients was rejected by a remote mail server.
      The reasons given by the server are included to help you determine why
      each recipient was rejected.

          Recipient: <robin@far.example>
          Reason:    5.7.1 Message rejected as spam

      Please reply to <postmaster@guard.example>
    `,
    wanted: [['robin@far.example', '5.7.1', false]],
  },
]

import { copied, lines, type Report } from './report.ts'

const daemon = ['Return-Path: <>', 'From: MAILER-DAEMON@mx.far.example']

/** Mail servers. */
export const servers: Report[] = [
  {
    program: 'a server without an address of its own',
    head: ['From: MAILER-DAEMON <>', 'Subject: Returned mail: see transcript for details'],
    text: lines`
      The original message was received at Tue, 3 Mar 2026 16:05:22 +0100
      from shop.example [192.0.2.7]

         ----- The following addresses had permanent fatal errors -----
      <robin@far.example>
          (reason: 550 5.1.1 <robin@far.example>... User unknown)

         ----- Transcript of session follows -----
      ... while talking to mx.far.example.:
      >>> RCPT To:<robin@far.example>
      <<< 550 5.1.1 <robin@far.example>... User unknown
      550 5.1.1 <robin@far.example>... User unknown
    `,
    wanted: [['robin@far.example', '5.1.1', true]],
  },
  {
    program: 'a server whose From is a bare name',
    head: ['From: MAILER-DAEMON', 'Subject: Mail could not be delivered'],
    text: lines`
      The following message could not be delivered.

      robin@far.example: 552 5.2.2 mailbox is over its quota
    `,
    wanted: [['robin@far.example', '5.2.2', false]],
  },
  {
    program: 'Sendmail 5',
    head: ['From: Mail Delivery Subsystem <MAILER-DAEMON@old.example>', 'Subject: Returned mail: User unknown'],
    text: `${lines`
         ----- Transcript of session follows -----
      While talking to mx.far.example:
      >>> RCPT To:<robin@far.example>
      <<< 550 <robin@far.example>, no such person here
      550 <robin@far.example>... User unknown

         ----- Unsent message follows -----
    `}\n${copied}`,
    wanted: [['robin@far.example', '5.1.1', true]],
  },
  {
    program: 'Sendmail 5, nobody named',
    head: ['From: MAILER-DAEMON@old.example', 'Subject: Returned mail: Deferred: Connection timed out'],
    text: `${lines`
         ----- Transcript of session follows -----
      421 far.example (smtp)... Deferred: Connection timed out during user open with far.example

         ----- Unsent message follows -----
    `}\n${copied}`,
    wanted: [['robin@far.example', '4.4.7', false]],
  },
  {
    program: 'Sendmail 5, recipients of this delivery',
    head: [...daemon, 'Subject: Returned mail: Host unknown'],
    text: `${lines`
         ----- Transcript of session follows -----
      550 gone.example (TCP)... 550 Host unknown

         ----- Recipients of this delivery -----
      Bounced, cannot deliver:
         <robin@gone.example>

         ----- Unsent message follows -----
    `}\n${copied}`,
    wanted: [['robin@gone.example', '5.1.2', true]],
  },
  {
    program: 'Sendmail, several answers',
    head: [...daemon, 'Subject: Returned mail: see transcript for details'],
    text: lines`
         ----- The following addresses had permanent fatal errors -----
      <robin@far.example>
      <kim@far.example>

         ----- Transcript of session follows -----
      ... while talking to mx.far.example.:
      >>> RCPT To:<robin@far.example>
      <<< 550-5.1.1 The account that you write to is not here.
      <<< 550 5.1.1 See the rules for senders.
      550 5.1.1 <robin@far.example>... User unknown
      >>> RCPT To:<kim@far.example>
      <<< 552 5.2.2 <kim@far.example>... Mailbox full
      554 5.0.0 <kim@far.example>... Service unavailable
    `,
    wanted: [
      ['robin@far.example', '5.1.1', true],
      ['kim@far.example', '5.2.2', false],
    ],
  },
  {
    program: 'Sendmail, a warning',
    head: [...daemon, 'Subject: Warning: could not send message for past 4 hours'],
    text: lines`
          **********************************************
          **      THIS IS A WARNING MESSAGE ONLY      **
          **  YOU DO NOT NEED TO RESEND YOUR MESSAGE  **
          **********************************************

         ----- The following addresses had transient non-fatal errors -----
      <robin@far.example>

         ----- Transcript of session follows -----
      451 4.4.1 <robin@far.example>... mx.far.example: connection refused, try later
      Warning: message still undelivered after 4 hours
      Will keep trying until message is 5 days old
    `,
    wanted: [['robin@far.example', '4.4.1', false]],
    delayed: true,
  },
  {
    program: 'qmail, a connection that never was',
    head: [...daemon, 'Subject: failure notice'],
    text: `${lines`
      Hi. This is the qmail-send program at mx.far.example.
      I'm afraid I wasn't able to deliver your message to the following addresses.
      This is a permanent error; I've given up. Sorry it didn't work out.

      <robin@far.example>:
      Sorry, I wasn't able to establish an SMTP connection. (#4.4.1)
      I'm not going to try again; this message has been in the queue too long.

      --- Below this line is a copy of the message.

    `}\n${copied}`,
    wanted: [['robin@far.example', '4.4.1', false]],
  },
  {
    program: 'qmail, a host that is not',
    head: [...daemon, 'Subject: failure notice'],
    text: `${lines`
      Hi. This is the qmail-send program at mx.far.example.

      <robin@gone.example>:
      Sorry, I couldn't find any host named gone.example. (#5.1.2)

      --- Below this line is a copy of the message.

    `}\n${copied}`,
    wanted: [['robin@gone.example', '5.1.2', true]],
  },
  {
    program: 'Courier',
    head: [
      'From: "Courier mail server at mx.far.example" <@>',
      'Message-ID: <courier.4D025E3A.00001792@mx.far.example>',
      'Subject: NOTICE: mail delivery status.',
    ],
    text: lines`
      This is a delivery status notification from mx.far.example,
      running the Courier mail server, version 1.0.

      ---------------------------------------------------------------------------

                                 UNDELIVERABLE MAIL

      Your message to the following recipients cannot be delivered:

      <robin@far.example>:
          mx.far.example [192.0.2.9]:
      >>> RCPT TO:<robin@far.example>
      <<< 550 5.1.1 <robin@far.example>... User Unknown

      ---------------------------------------------------------------------------
    `,
    wanted: [['robin@far.example', '5.1.1', true]],
  },
  {
    program: 'OpenSMTPD',
    head: ['From: Mailer Daemon <MAILER-DAEMON@mx.far.example>', 'Subject: Delivery status notification: error'],
    text: `${lines`
          Hi!

          This is the MAILER-DAEMON, please DO NOT REPLY to this email.

          An error has occurred while attempting to deliver a message for
          the following list of recipients:

      robin@far.example: 550 5.2.2 <robin@far.example>... Mailbox Full

          Below is a copy of the original message:

    `}\n${copied}`,
    wanted: [['robin@far.example', '5.2.2', false]],
  },
  {
    program: 'OpenSMTPD, a delay',
    head: ['From: Mailer Daemon <MAILER-DAEMON@mx.far.example>', 'Subject: Delivery status notification: warning'],
    text: lines`
          Hi!

          This is the MAILER-DAEMON, please DO NOT REPLY to this email.

          A message is delayed for more than 4 hours for the following
          list of recipients:

      robin@far.example: 421 try again later

          Please note that this is only a temporary failure report.
          The message is kept in the queue for up to 4 days.
    `,
    wanted: [['robin@far.example', '4.0.0', false]],
    delayed: true,
  },
  {
    program: 'James',
    head: ['From: postmaster@james.example', 'Message-ID: <12.0.JavaMail.root@james.example>', 'Subject: [BOUNCE]'],
    text: lines`
      Hi. This is the James mail server at james.example.
      I'm afraid I wasn't able to deliver your message.

      Message details:
        Subject: Your order
        Sent date: Tue Mar 03 16:05:22 CET 2026
        MAIL FROM: support@shop.example
        RCPT TO: robin@far.example
        From: Support <support@shop.example>
        To: robin@far.example
        Size (in bytes): 1024

      Error message below:
      550 - Requested action not taken: no such user here
    `,
    wanted: [['robin@far.example', '5.1.1', true]],
  },
  {
    program: 'DragonFly Mail Agent',
    head: [...daemon, 'Subject: Mail delivery failed'],
    text: `${lines`
      This is the DragonFly Mail Agent v0.13 at mx.shop.example.

      There was an error delivering your mail to <robin@far.example>.

      mx.far.example [192.0.2.9] did not like our RCPT TO:
      552 5.2.2 <robin@far.example>: Recipient address rejected: Mailbox full

      Original message follows.

    `}\n${copied}`,
    wanted: [['robin@far.example', '5.2.2', false]],
  },
  {
    program: 'Exim, a warning',
    head: [
      'From: Mail Delivery System <Mailer-Daemon@mx.far.example>',
      'Subject: Warning: message 1abc delayed 24 hours',
    ],
    text: lines`
      This message was created automatically by mail delivery software.
      A message that you sent has not yet been delivered to one or more of its
      recipients after more than 24 hours on the queue on mx.far.example.

      The address to which the message has not yet been delivered is:

        robin@far.example
          Delay reason: mailbox is full

      No action is required on your part. Delivery attempts will continue for
      some time, and this warning may be repeated at intervals.
    `,
    wanted: [['robin@far.example', '4.2.2', false]],
    delayed: true,
  },
  {
    program: 'Sun Messaging Server',
    head: [
      'From: Internet Mail Delivery <postmaster@sun.example>',
      'Subject: Delivery Notification: Delivery has failed',
    ],
    text: lines`
      This report relates to a message you sent with the following header fields:

        Message-id: <7@shop.example>
        Date: Tue, 03 Mar 2026 16:05:22 +0100
        From: Support <support@shop.example>
        To: robin@far.example
        Subject: Your order

      Your message cannot be delivered to the following recipients:

        Recipient address: robin@far.example
        Reason: Remote SMTP server has rejected address
        Diagnostic code: smtp;550 5.1.1 <robin@far.example>... User Unknown
        Remote system: dns;mx.far.example (TCP|192.0.2.7|47323|192.0.2.9|25)
    `,
    wanted: [['robin@far.example', '5.1.1', true]],
  },
  {
    program: 'CommuniGate',
    head: ['From: <MAILER-DAEMON@cgp.example>', 'Subject: Undeliverable mail: Your order'],
    text: lines`
      Failed to deliver to 'robin@far.example'
      SMTP module(domain far.example) reports:
       host mx.far.example says:
       550 5.1.1 account is not on this server
    `,
    wanted: [['robin@far.example', '5.1.1', true]],
  },
  {
    program: 'MDaemon',
    head: ['From: MDaemon at far.example <MDaemon@far.example>', 'Subject: Permanent Delivery Failure'],
    text: lines`
      The attached message had PERMANENT fatal delivery errors!

      After one or more unsuccessful delivery attempts the attached message has
      been removed from the mail queue on this server.

      Failed address: robin@far.example

      --- Session Transcript ---
       Tue 2026-03-03 16:05:22: --> RCPT To:<robin@far.example>
       Tue 2026-03-03 16:05:22: <-- 550 5.1.1 unknown user
      --- End Transcript ---
    `,
    wanted: [['robin@far.example', '5.1.1', true]],
  },
]

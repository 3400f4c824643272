import { lines } from './report.ts'

/** Mail of people about reports, with reports in it, or with words of reports: none of it is one. */
export const people: { what: string; head: readonly string[]; text: string }[] = [
  {
    what: 'about a mail that came back',
    head: ['From: Ana <ana@post.example>', 'Subject: My mails to you bounce'],
    text: 'I get "550 5.1.1 user unknown" whenever I write to orders@shop.example. Is that address right?',
  },
  {
    what: 'quoting a report',
    head: ['From: Ana <ana@post.example>', 'Subject: Undeliverable'],
    text: lines`
      Hello, what does this mean?

      > Your message did not reach the following recipient(s):
      > orders@shop.example on Tue, 3 Mar 2026
      >     550 5.1.1 User unknown
    `,
  },
  {
    what: 'pasting a report',
    head: ['From: Ana <ana@post.example>', 'Subject: Mail delivery failed: returning message to sender'],
    text: lines`
      This came back to me, please help:

      This message was created automatically by mail delivery software.

      A message that you sent could not be delivered to one or more of its
      recipients. This is a permanent error. The following address(es) failed:

        orders@shop.example
          550 5.1.1 user unknown
    `,
  },
  {
    what: 'answering a report',
    head: ['From: Ana <ana@post.example>', 'Subject: Re: Undeliverable: Your order', 'In-Reply-To: <r@mx.example>'],
    text: 'I changed my address; please write to ana.costa@post.example from now on.',
  },
  {
    what: 'forwarding a report with a word of their own',
    head: ['From: Ana <ana@post.example>', 'Subject: Fwd: Undelivered Mail Returned to Sender'],
    text: lines`
      See below.

      ---------- Forwarded message ---------
      From: Mail Delivery System <MAILER-DAEMON@mx.example>
      Subject: Undelivered Mail Returned to Sender

      This is the mail system at host mx.example.

      <orders@shop.example>: host mx.shop.example said: 550 5.1.1 unknown
    `,
  },
  {
    what: 'forwarding a report without a word',
    head: ['From: Ana <ana@post.example>', 'Subject: FW: Undeliverable: Question'],
    text: lines`
      -----Original Message-----
      From: Microsoft Outlook <postmaster@corp.example>
      Sent: Tuesday, 3 March 2026 16:05
      To: Ana
      Subject: Undeliverable: Question

      Delivery has failed to these recipients or groups:

      orders@shop.example
      #550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##
    `,
  },
  {
    what: 'forwarding a report, in German',
    head: ['From: Pia <pia@post.example>', 'Subject: WG: Unzustellbar: Bestellung'],
    text: lines`
      Meine Mail an Sie kam zurück.

      Von: postmaster@firma.example
      Gesendet: Dienstag, 3. März 2026 16:05
      An: Pia
      Betreff: Unzustellbar: Bestellung

      Fehler bei der Nachrichtenzustellung an folgende Empfänger oder Gruppen:
      orders@shop.example
    `,
  },
  {
    what: 'forwarding the fields of a report',
    head: ['From: Ana <ana@post.example>', 'Subject: Fwd: Delivery Status Notification (Failure)'],
    text: lines`
      > Final-Recipient: rfc822; bob@elsewhere.example
      > Action: failed
      > Status: 5.1.1
    `,
  },
  {
    what: 'passed on by a rule of Exchange, about a report',
    head: [
      'Return-Path: <>',
      'Auto-Submitted: auto-generated',
      'X-MS-Exchange-Inbox-Rules-Loop: old@shop.example',
      'From: Sam <sam@post.example>',
      'Subject: Undeliverable mail',
    ],
    text: 'Your last mail said "delivery failed, user unknown" about my address sam@post.example. It works again.',
  },
  {
    what: 'passed on by a rule of Exchange, forwarding a report',
    head: [
      'Return-Path: <>',
      'Auto-Submitted: auto-generated',
      'X-MS-Exchange-Inbox-Rules-Loop: old@shop.example',
      'From: Sam <sam@post.example>',
      'Subject: FW: Undeliverable: My heater',
    ],
    text: lines`
      Hi, why does this come back?

      Your message to orders@shop.example couldn't be delivered.
      Diagnostic information for administrators:
      orders@shop.example
      #550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##
    `,
  },
  {
    what: 'of a person called Postmaster',
    head: ['From: Piet Postmaster <piet@post.example>', 'Subject: Delivery of my order failed'],
    text: 'The carrier could not deliver my parcel to piet@post.example, they say. What now?',
  },
  {
    what: 'of a postmaster who writes himself',
    head: ['From: Postmaster <postmaster@school.example>', 'Subject: Your mails to our school'],
    text: lines`
      Good morning,

      our server refused your mails with "554 5.7.1 message rejected as spam" to robin@school.example
      yesterday. We have put you on our list of trusted senders; please send them again.

      Jo, postmaster
    `,
  },
  {
    what: 'of a postmaster who answers',
    head: [
      'From: Postmaster <postmaster@school.example>',
      'Subject: Re: Delivery failure',
      'In-Reply-To: <x@shop.example>',
    ],
    text: lines`
      Dear support, robin@school.example left in May: mail to that address could not be delivered since.
      Please write to kim@school.example.

      > Could you tell us why our mail was not delivered?
    `,
  },
  {
    what: 'of an administrator, about an outage',
    head: ['From: Mail Administrator <admin@school.example>', 'Subject: Mail delivery problems on Monday'],
    text: 'Hello, on Monday no mail was delivered to us because our disk was full. Could you send invoice 17 again?',
  },
  {
    what: 'a test of a report',
    head: ['From: Ana <ana@post.example>', 'Subject: Returned mail: see transcript for details'],
    text: lines`
      I am writing a parser and need to know whether your server writes

         ----- Transcript of session follows -----
      >>> DATA
      <<< 550 5.1.1 <bob@shop.example>... User unknown

      or something else. Thanks, Ana
    `,
  },
  {
    what: 'about a parcel',
    head: ['From: Ana <ana@post.example>', 'Subject: Delivery failed'],
    text: 'My parcel could not be delivered: recipient unknown. My address is Ana Street 5.',
  },
  {
    what: 'about a returned parcel, in German',
    head: ['From: Pia <pia@post.example>', 'Subject: Unzustellbar'],
    text: 'Das Paket wurde als unzustellbar zurückgeschickt. Empfänger unbekannt, steht darauf. Bitte senden Sie es erneut.',
  },
  {
    what: 'about a delayed delivery',
    head: ['From: Ana <ana@post.example>', 'Subject: Warning: message delayed'],
    text: 'Your shop says: delivery delayed, will retry tomorrow. I am at home until five.',
  },
  {
    what: 'with words of JSON',
    head: ['From: Dev <dev@post.example>', 'Subject: Webhook'],
    text: '{"event":"bounce","email":"robin@far.example"}\n\nWhy do we get this for every customer?',
  },
  {
    what: 'asking about JSON',
    head: ['From: Dev <dev@post.example>', 'Subject: Webhook'],
    text: 'Your API sent us {"event":"bounce","email":"robin@far.example","status":"5.1.1"} twice.',
  },
  {
    what: 'from a no-reply form, about a report',
    head: [
      'From: Form <no-reply@shop.example>',
      'Reply-To: ana@post.example',
      'Auto-Submitted: auto-generated',
      'Subject: Delivery failure',
    ],
    text: 'Name: Ana\nMessage: My mail to orders@shop.example could not be delivered: user unknown.',
  },
  {
    what: 'an automatic reply that quotes a complaint',
    head: ['From: Ana <ana@post.example>', 'Auto-Submitted: auto-replied', 'Subject: Automatic reply: Undeliverable'],
    text: lines`
      I am away until Monday.

      > This is an email abuse report for an email message received from 192.0.2.7
      > Feedback-Type: abuse
    `,
  },
  {
    what: 'a report about a report',
    head: ['From: Abuse desk <abuse@provider.example>', 'Subject: Report about your delivery reports'],
    text: lines`
      Dear postmaster,

      your server sends reports of delivery to people who never wrote to you (backscatter). An example:

      From: MAILER-DAEMON@shop.example
      Subject: Undelivered Mail Returned to Sender

      <victim@provider.example>: 550 5.1.1 user unknown

      Please refuse at RCPT instead.
    `,
  },
  {
    what: 'with a report attached',
    head: ['From: Ana <ana@post.example>', 'Subject: Fwd: Undeliverable', 'Content-Type: multipart/mixed; boundary=b'],
    text: lines`
      --b
      Content-Type: text/plain

      The report is attached. What can I do?
      --b
      Content-Type: message/rfc822

      From: Mail Delivery System <MAILER-DAEMON@mx.example>
      Subject: Undelivered Mail Returned to Sender
      Content-Type: multipart/report; report-type=delivery-status; boundary=c

      --c

      It could not be delivered.
      --c
      Content-Type: message/delivery-status

      Final-Recipient: rfc822; orders@shop.example
      Action: failed
      Status: 5.1.1

      --c--
      --b--
    `,
  },
  {
    what: 'with the parts of a report attached',
    head: ['From: Ana <ana@post.example>', 'Subject: Your mail server', 'Content-Type: multipart/mixed; boundary=b'],
    text: lines`
      --b
      Content-Type: text/plain

      This is what I get when I write to you. Please repair it.
      --b
      Content-Type: message/delivery-status
      Content-Disposition: attachment; filename=details.txt

      Reporting-MTA: dns; mx.post.example

      Final-Recipient: rfc822; orders@shop.example
      Action: failed
      Status: 5.1.1

      --b--
    `,
  },
  {
    what: 'of an administrator who lists addresses',
    head: ['From: Administrator <admin@small.example>', 'Subject: Your mail could not be delivered'],
    text: lines`
      Hi, our old addresses are gone, that is why your mail could not be delivered. We now use

      robin@small.example
      kim@small.example
    `,
  },
  {
    what: 'of a postmaster who pastes a transcript',
    head: ['From: Postmaster <postmaster@school.example>', 'Subject: Your mail of Monday'],
    text: lines`
      Our server wrote this about your mail; what did you send?

         ----- Transcript of session follows -----
      >>> DATA
      <<< 554 5.7.1 message rejected
    `,
  },
  {
    what: 'passed on by a rule, with an address of its own line',
    head: [
      'Return-Path: <>',
      'Auto-Submitted: auto-generated',
      'From: Sam <sam@post.example>',
      'Subject: Mail could not be delivered',
    ],
    text: lines`
      I wrote to

      orders@shop.example

      and it could not be delivered.
    `,
  },
  {
    what: 'of a carrier about a parcel',
    head: ['From: Delivery Notification <tracking@carrier.example>', 'Return-Path: <>', 'Subject: Delivery failed'],
    text: 'Parcel 4711 could not be delivered to the addressee. It waits at the depot in Main Street 5.',
  },
  {
    what: 'of a firm called Mail Delivery',
    head: ['From: Mail Delivery Berlin GmbH <info@maildelivery.example>', 'Subject: Offer'],
    text: 'We deliver mail in Berlin. May we send you an offer?',
  },
  {
    what: 'of a form whose author begins like a report',
    head: [
      'From: Form <no-reply@shop.example>',
      'Reply-To: ana@post.example',
      'Auto-Submitted: auto-generated',
      'Subject: Contact',
    ],
    text: 'A message that you sent me on Monday never arrived. Undeliverable to my old address, was it?',
  },
  {
    what: 'of an administrator about a backup, in Japanese',
    head: ['From: root@kaisha.example', 'Return-Path: <>', 'Subject: バックアップのエラー'],
    text: 'エラー: バックアップに失敗しました。\n\nadmin@kaisha.example\n',
  },
]

import { lines } from './report.ts'

/** Letters of postmasters and administrators: people who write for the offices that programs sign for. */
export const offices: { what: string; head: readonly string[]; text: string }[] = [
  {
    what: 'of a postmaster who says why, in one sentence',
    head: ['From: Postmaster <postmaster@school.example>', 'Subject: Your mail to Robin Vale'],
    text: 'Your message to robin@school.example could not be delivered because he left us in May.',
  },
  {
    what: 'of a postmaster who answers with one sentence',
    head: ['From: Postmaster <postmaster@school.example>', 'Subject: Re: Undeliverable: Timetable'],
    text: 'Your message to robin@school.example was not delivered because the mailbox was full. It has room again.',
  },
  {
    what: 'of a system administrator who asks',
    head: ['From: System Administrator <sysadmin@school.example>', 'Subject: Delivery problems with your domain'],
    text: lines`
      Since Monday our logs show

      <robin@school.example>: 450 4.7.1 greylisted

      for all mail of yours. Do you retry after five minutes?
    `,
  },
  {
    what: 'of an administrator about new users',
    head: ['From: Admin <admin@small.example>', 'Subject: Two more mailboxes'],
    text: lines`
      Please add

      robin@small.example
      kim@small.example

      to the contract.
    `,
  },
  {
    what: 'of a postmaster about a filter',
    head: ['From: Postmaster <postmaster@a.example>', 'Subject: Mail problem'],
    text: 'Hello,\n\nyour message to robin@a.example was blocked by our spam filter. I have released it.',
  },
  {
    what: 'of an administrator who passes a line on',
    head: ['From: Administrator <administrator@a.example>', 'Subject: Delivery failure'],
    text: 'FYI, this happened again today:\n\n<robin@a.example>: 550 5.1.1 user unknown',
  },
  {
    what: 'of a job of a server',
    head: ['From: root@server.a.example', 'Subject: Cron <root@server> backup'],
    text: 'rsync failed: connection refused',
  },
  {
    what: 'of a monitor about a queue',
    head: [
      'From: Alerts <alerts@a.example>',
      'Auto-Submitted: auto-generated',
      'Subject: Mail queue warning: message delivery failing',
    ],
    text: '12 messages in queue could not be delivered to robin@a.example',
  },
  {
    what: 'of a carrier’s program',
    head: ['From: no-reply@carrier.example', 'Auto-Submitted: auto-generated', 'Subject: Delivery failed'],
    text: 'Your parcel could not be delivered to Robin Vale.\n\nContact: help@carrier.example',
  },
  {
    what: 'of a form about mail that came back',
    head: ['From: no-reply@forms.example', 'Reply-To: ana@post.example', 'Subject: Undeliverable'],
    text: 'ana@post.example\n\nMy mail to orders@shop.example could not be delivered.',
  },
  {
    what: 'of a postmaster with an invoice',
    head: ['From: postmaster@small.example', 'Subject: Invoice 17'],
    text: 'Please find our invoice attached.\n\npostmaster@small.example',
  },
  {
    what: 'of a firm called Mail System',
    head: ['From: Mail System Ltd <sales@mailsystem.example>', 'Subject: Your mail delivery report offer'],
    text: 'We offer delivery reports.',
  },
  {
    what: 'passed on without a return path',
    head: ['Return-Path: <>', 'From: Ana <ana@post.example>', 'Subject: Delivery failed?'],
    text: 'Did the delivery fail?\n\nana@post.example',
  },
]

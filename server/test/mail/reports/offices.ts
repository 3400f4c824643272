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
]

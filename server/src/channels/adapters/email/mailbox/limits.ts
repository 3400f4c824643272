import { minuteMs, secondMs } from '../../../../lib/clock.ts'

export interface MailboxLimits {
  /** A larger mail is fetched up to here and says so: one mail must not keep all after it from coming in. */
  maxMessageBytes: number
  /** Mails asked for at once. They arrive one by one, so this bounds round trips and not memory. */
  batch: number
  /** Asks for new mail this often, in case the server's word did not come. */
  pollMs: number
  /** The place is noted after this many mails: what a crash repeats, the platform knows already. */
  saveEvery: number
  /** First pause after a failure; doubled up to `maxRetryMs`. */
  retryMs: number
  maxRetryMs: number
  /** First pause after a refused sign-in: more tries lock accounts. */
  signInRetryMs: number
  /** Without a word from the server. */
  silenceMs: number
  /** Connecting, encrypting and signing in, all together: a server that drips words is never silent. */
  openMs: number
  /** Without a mail read or a look finished, whatever the server says meanwhile. */
  progressMs: number
  /** One line. The longest that is asked for lists UIDs; reading one of megabytes stops the process for a minute. */
  maxLineBytes: number
  /** UIDs asked for at once in a folder that holds many mails: eleven characters each must fit into a line. */
  maxListed: number
  /** What a server may say while nothing is asked of it, until the next look. */
  maxUnaskedBytes: number
  /** Texts of their own in one answer: a mail is one, and the name of a folder may be. */
  maxLiterals: number
  /** Lines within a minute that bring no mail. A client that marks or removes very many mails causes one for each. */
  maxIdleLines: number
  /** The same in bytes, mails left out. */
  maxIdleBytes: number
  /** In one folder: the library makes a list of as many numbers as the server says. */
  maxMails: number
  /** Between two looks, however often the server says that something arrived. */
  lookEveryMs: number
}

export const defaultMailboxLimits: MailboxLimits = {
  maxMessageBytes: 60 * 1024 * 1024,
  batch: 50,
  pollMs: 2 * minuteMs,
  saveEvery: 20,
  retryMs: secondMs,
  maxRetryMs: 5 * minuteMs,
  signInRetryMs: minuteMs,
  silenceMs: 5 * minuteMs,
  openMs: minuteMs,
  progressMs: 20 * minuteMs,
  maxLineBytes: 256 * 1024,
  maxListed: 20_000,
  maxUnaskedBytes: 256 * 1024,
  maxLiterals: 100,
  maxIdleLines: 50_000,
  maxIdleBytes: 4 * 1024 * 1024,
  maxMails: 2_000_000,
  lookEveryMs: 200,
}

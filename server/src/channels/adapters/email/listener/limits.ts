import { minuteMs, secondMs } from '../../../../lib/clock.ts'

/** What strangers may take from us. Each is a bound on time or memory that one sender can claim. */
export interface ListenerLimits {
  /** Larger mails are answered with 552: 25 MB is what the large providers take. */
  maxMessageBytes: number
  maxRecipients: number
  maxConnections: number
  /** Of one network address, or one /64 in IPv6: a relay in front of us opens a few dozen. */
  maxConnectionsPerAddress: number
  /** Of all connections, these are for addresses that have few of them: nobody may take them all. */
  reservedForNew: number
  /** What “few” is. */
  newUpToConnections: number
  /** When all are taken, one that has sent nothing of a mail for so long makes room. */
  evictAfterMs: number
  /** Wrong recipients in one connection, before somebody is trying names. */
  maxUnknownRecipients: number
  /** From the greeting to EHLO: programs answer at once, and only the network takes time. */
  helloMs: number
  /** Without a byte from the sender. */
  idleMs: number
  /** From the connection or the last mail to the end of the next one: a byte a minute is no mail. */
  mailMs: number
  /** Mails larger than a megabyte that are being received, together. */
  maxBufferedBytes: number
  /** How long open transfers get when we stop. */
  stopMs: number
}

export const defaultListenerLimits: ListenerLimits = {
  maxMessageBytes: 25 * 1024 * 1024,
  maxRecipients: 100,
  maxConnections: 200,
  maxConnectionsPerAddress: 100,
  reservedForNew: 50,
  newUpToConnections: 5,
  evictAfterMs: 5 * secondMs,
  maxUnknownRecipients: 50,
  helloMs: 10 * secondMs,
  idleMs: 2 * minuteMs,
  mailMs: 10 * minuteMs,
  maxBufferedBytes: 256 * 1024 * 1024,
  stopMs: 10 * secondMs,
}

import { hostname } from 'node:os'
import { setTimeout as after } from 'node:timers/promises'
import type { SMTPServerAddress, SMTPServerDataStream, SMTPServerSession } from 'smtp-server'
import type { SMTPConnection } from 'smtp-server/lib/smtp-connection.js'
import { cannotListen } from '../../../../lib/cannot-listen.ts'
import { secondMs } from '../../../../lib/clock.ts'
import { messageOf } from '../../../../lib/errors.ts'
import { networkOf } from '../../../../lib/network-of.ts'
import type { ListenerHost, Running } from '../../../contract.ts'
import type { EmailSettings } from '../settings.ts'
import { createCallers } from './callers.ts'
import { MailServer } from './connection.ts'
import { createIntake, type Intake } from './intake.ts'
import type { ListenerLimits } from './limits.ts'
import { refusal, reply } from './replies.ts'
import { routesOf } from './routing.ts'

export { defaultListenerLimits, type ListenerLimits } from './limits.ts'

/**
 * The SMTP server that takes in mail for the configured addresses. It says 250 only after the platform has committed,
 * and refuses everything else with a code that tells the sender whether to try again. It relays for nobody, knows no
 * sign-in, and keeps nothing itself.
 */
export interface SmtpListen {
  host: string
  port: number
  /** Offers STARTTLS when given. */
  tls?: { key: string; cert: string }
}

export interface Listening extends Running {
  /** The one that was given by the system, when 0 was asked for. */
  readonly port: number
}

/** While a mail is on its way in and we stop, it is looked so often whether it has come. */
const lookAgainMs = 50
/** Senders that are still connected then get a last answer, and have so long to read it. */
const lastWordMs = 500

type Done = (error?: Error | null, message?: string) => void

/** Which of our channels each accepted recipient belongs to. */
const channelByRecipient = new WeakMap<SMTPServerAddress, string>()

export async function listenForMail(
  listen: SmtpListen,
  limits: ListenerLimits,
  host: ListenerHost<EmailSettings>,
): Promise<Listening> {
  const callers = createCallers(limits, (id) => {
    const connection = connectionOf(id)
    return connection !== undefined && isWaitingForUs(connection)
  })
  const intake = createIntake(limits)
  let isStopping = false
  const server: MailServer = new MailServer({
    name: 'throughline',
    heloResponse: '%s',
    logger: false,
    disableReverseLookup: true,
    disabledCommands: ['AUTH', 'HELP', 'WIZ', 'SHELL', 'KILL', ...(listen.tls ? [] : ['STARTTLS'])],
    ...listen.tls,
    size: limits.maxMessageBytes,
    maxRecipients: limits.maxRecipients,
    maxCommandLength: 4096,
    socketTimeout: limits.idleMs,
    closeTimeout: lastWordMs,
    onConnect: (session, done) => done(enter(session)),
    onClose: (session) => callers.leave(session),
    onMailFrom: (_address, session, done) => {
      callers.heard(session)
      done(isStopping ? refusal(reply.stopping) : null)
    },
    onRcptTo: (address, session, done) => void acceptRecipient(address, session, done),
    onData: (stream, session, done) => void take(stream, session, done),
  })
  server.on('error', (error) => host.logger.debug({ error: messageOf(error) }, 'smtp connection failed'))

  function connectionOf(id: string): SMTPConnection | undefined {
    for (const connection of server.connections) if (connection.session.id === id) return connection
    return undefined
  }

  /** Null when the caller may stay; another connection may have had to go for it. */
  function enter(session: SMTPServerSession): Error | null {
    if (isStopping) return refusal(reply.stopping)
    const admission = callers.enter(session)
    if (!admission.admitted) {
      return refusal(admission.because === 'too_many' ? reply.tooMany : reply.tooManyOfYou)
    }
    if (admission.instead !== null) connectionOf(admission.instead)?.send(421, reply.makeRoom.text)
    return null
  }

  async function acceptRecipient(address: SMTPServerAddress, session: SMTPServerSession, done: Done): Promise<void> {
    try {
      const caller = { remoteAddress: session.remoteAddress, machineName: hostname() }
      const channelId = routesOf(await host.channels(), caller)(address.address)
      if (channelId === null) {
        return done(refusal(callers.countUnknown(session) ? reply.unknownRecipient : reply.tryingNames))
      }
      channelByRecipient.set(address, channelId)
      callers.heard(session)
      done()
    } catch (error) {
      host.logger.error({ err: error }, 'smtp could not look up channels')
      done(refusal(reply.tryAgain))
    }
  }

  async function take(stream: SMTPServerDataStream, session: SMTPServerSession, done: Done): Promise<void> {
    let mail: Intake
    stream.on('data', () => callers.heard(session))
    try {
      mail = await intake(stream, networkOf(session.remoteAddress))
    } catch {
      // The caller went away in the middle: there is nobody to answer, and nothing was promised.
      return done(refusal(reply.interrupted))
    }
    const refused = await record(mail, stream, session)
    mail.release()
    done(refused, reply.recorded)
  }

  /** Null once it is committed; else the refusal that the sender gets. */
  async function record(mail: Intake, stream: SMTPServerDataStream, session: SMTPServerSession): Promise<Error | null> {
    if (stream.sizeExceeded) return refusal(reply.tooLarge(limits.maxMessageBytes))
    if (mail.body === null) return refusal(reply.noRoom)
    const { body } = mail
    const { mailFrom, rcptTo } = session.envelope
    const recipientsByChannel = Map.groupBy(rcptTo, (recipient) => channelByRecipient.get(recipient)!)
    try {
      // A mail to several of our channels is handed to each, and is one entry. Should the second fail, the sender tries
      // again, and the first knows the mail by its name.
      for (const [channelId, recipients] of recipientsByChannel) {
        const others = rcptTo.filter((recipient) => !recipients.includes(recipient))
        await host.ingest(channelId, {
          body,
          headers: {},
          url: '',
          envelope: {
            from: mailFrom === false ? '' : mailFrom.address,
            to: recipients.map((recipient) => recipient.address),
            ...(others.length > 0 && { alsoTo: others.map((recipient) => recipient.address) }),
            remoteAddress: session.remoteAddress,
            source: 'smtp',
          },
        })
      }
      callers.countMail(session)
      return null
    } catch (error) {
      host.logger.error({ err: error }, 'mail could not be recorded; its sender was asked to try again')
      return refusal(reply.tryAgain)
    }
  }

  await new Promise<void>((resolve, reject) => {
    server.server.once('error', (error) => {
      reject(cannotListen("Mail can't be received", { ...listen, setting: 'SMTP_PORT' }, error))
    })
    server.listen(listen.port, listen.host, resolve)
  })
  const sweep = setInterval(
    () => {
      for (const connection of server.connections) {
        const hasGreeted = Boolean(connection.openingCommand)
        if (!callers.isOverdue(connection.session, hasGreeted) || isWaitingForUs(connection)) continue
        connection.send(421, hasGreeted ? reply.tooSlow.text : reply.tooSilent.text)
      }
    },
    Math.min(5 * secondMs, limits.mailMs / 4, limits.helloMs / 4),
  )
  sweep.unref()

  const bound = server.server.address()

  return {
    port: bound !== null && typeof bound === 'object' ? bound.port : listen.port,
    async stop() {
      clearInterval(sweep)
      isStopping = true
      // A port that is closed looks like a machine that is down: until the last mail is in, new callers get an answer too.
      const giveUpAtMs = performance.now() + limits.stopMs
      while (tellIdle(server) && performance.now() < giveUpAtMs) await after(lookAgainMs)
      await new Promise<void>((resolve) => server.close(resolve))
    },
  }
}

/** Tells those who wait that we stop; true while there are others, in the middle of a mail. */
function tellIdle(server: MailServer): boolean {
  for (const connection of server.connections) {
    if (connection._dataStream || connection._handlerPending) continue
    connection.send(421, reply.stopping.text)
  }
  return server.connections.size > 0
}

function isWaitingForUs(connection: SMTPConnection): boolean {
  const { _dataStream: stream, _parser: parser } = connection
  return connection._handlerPending || (Boolean(stream) && parser !== false && !parser._dataMode)
}

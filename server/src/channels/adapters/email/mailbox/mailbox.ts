import { emailWords } from '@throughline/protocol/email/words.ts'
import { emailFailureWords } from '@throughline/protocol/email/failure-words.ts'
import { joinWordings, type Wording } from '@throughline/protocol/words.ts'
import { setTimeout as sleep } from 'node:timers/promises'
import { secondMs } from '../../../../lib/clock.ts'
import { messageOf } from '../../../../lib/errors.ts'
import { ChannelError, type ChannelContext, type ConnectionHost, type Running } from '../../../contract.ts'
import type { EmailSettings, ImapSettings } from '../settings.ts'
import type { AccessTokens } from '../access-tokens.ts'
import { positionIn, readCursor, writeCursor, type Cursor } from './cursor.ts'
import { createDoorbell } from './doorbell.ts'
import { failureOf } from './failures.ts'
import type { MailboxLimits } from './limits.ts'
import { openAccount, uidNextOf } from './opening.ts'
import { createReader, isUid, NotRecorded } from './reading-through.ts'
import { withWarning } from '../unencrypted.ts'
import { quote, secretsOf } from '../withhold.ts'
import { createWatchdog } from './watchdog.ts'

export { failureOf } from './failures.ts'
export { defaultMailboxLimits, type MailboxLimits } from './limits.ts'
export { openAccount } from './opening.ts'

/**
 * Watches one folder of one IMAP mailbox and hands in each mail once it is there. The folder is only looked at:
 * nothing is marked, moved or deleted. Where it stands is a UID, noted after what it covers is recorded; a mail
 * that can't be recorded is tried again and never skipped.
 */
export function watchMailbox(
  imap: ImapSettings,
  context: ChannelContext<EmailSettings>,
  host: ConnectionHost,
  tokens: AccessTokens,
  limits: MailboxLimits,
): Running {
  const stopping = new AbortController()
  const { signal } = stopping
  const finished = watch()
  return {
    async stop() {
      stopping.abort()
      await finished
    },
  }

  async function watch(): Promise<void> {
    let failures = 0
    while (!signal.aborted) {
      try {
        if (failures === 0) host.report({ state: 'connecting', ...emailWords.connecting({ host: imap.host }) })
        await follow(() => {
          failures = 0
        })
      } catch (error) {
        if (signal.aborted) return
        failures++
        const { needsAdmin, isOurs, ...failure } = failureOf(error, imap)
        const firstMs = needsAdmin ? limits.signInRetryMs : limits.retryMs
        const pauseMs = Math.min(firstMs * 2 ** (failures - 1), Math.max(firstMs, limits.maxRetryMs))
        const secrets = secretsOf({ imap })
        const told = { error: quote(messageOf(error), secrets), cause: quote(causeOf(error) ?? '', secrets), pauseMs }
        host.logger.warn(told, 'mailbox watch failed')
        // Servers hang up now and then: that alone is no reason to call an admin.
        const isHiccup = failures === 1 && !needsAdmin && !isOurs
        const seconds = Math.ceil(pauseMs / secondMs)
        host.report({
          state: isHiccup ? 'connecting' : 'failing',
          ...joinWordings(failure, emailWords.trying_again({ seconds })),
        })
        await sleep(pauseMs, undefined, { signal }).catch(() => {})
      }
    }
  }

  async function follow(onWorking: () => void): Promise<void> {
    const { client, answers } = await openAccount(imap, tokens, limits, signal)
    const doorbell = createDoorbell(client, limits)
    const progress = createWatchdog(limits.progressMs, () => client.close())
    let unsaved: Cursor | null = null
    let movesSinceSave = 0

    async function nextUid(told: number): Promise<number> {
      const uidNext = told || (await uidNextOf(client))
      if (isUid(uidNext)) return uidNext
      throw new ChannelError('retryable', 'broken_server', emailFailureWords.numbers_wrongly({ host: imap.host }))
    }

    async function save(): Promise<void> {
      if (unsaved === null) return
      const cursor = unsaved
      unsaved = null
      movesSinceSave = 0
      await ours(writeCursor(context.state, imap, cursor))
    }

    try {
      const folder = await client.mailboxOpen(imap.folder, { readOnly: true })
      answers.refuseTooMany(folder.exists)
      if (answers.refusal) throw answers.refusal
      const now = { uidValidity: String(folder.uidValidity), uidNext: await nextUid(folder.uidNext) }
      const known = await ours(readCursor(context.state, imap))
      const { cursor, renumbered } = positionIn(now, known, imap.startWith, context.clock.now())
      await ours(writeCursor(context.state, imap, cursor))
      if (renumbered) host.logger.warn({ folder: imap.folder }, 'the mail server numbered the folder anew')
      const doing = (what: Wording): Wording =>
        withWarning(renumbered ? joinWordings(what, emailWords.numbered_anew()) : what, imap)
      host.report({ state: 'ok', ...doing(emailWords.reading({ folder: imap.folder })) })
      const reader = createReader({
        client,
        cursor,
        limits,
        signal,
        ingest: (request) => host.ingest(request),
        exists: folder.exists,
        onProgress: async (moved) => {
          progress.noted()
          answers.mailRead()
          onWorking()
          unsaved = moved
          if (++movesSinceSave >= limits.saveEvery) await save()
        },
      })
      await reader.readOn(now.uidNext)
      await save()
      host.looked()
      host.report({ state: 'ok', ...doing(emailWords.watching({ folder: imap.folder })) })
      while (!signal.aborted) {
        progress.noted()
        onWorking()
        await doorbell.rings(limits.pollMs, signal)
        await reader.readOn()
        await save()
        host.looked()
      }
    } catch (error) {
      if (!progress.isOver) throw answers.refusal ?? error
      throw new ChannelError('retryable', 'no_progress', emailFailureWords.hands_over_nothing({ host: imap.host }))
    } finally {
      progress.stop()
      // What was recorded is noted even when the connection is gone; should that fail, it is only read twice.
      await save().catch(() => {})
      client.close()
    }
  }
}

/** What fails on our side is no fault of the mailbox, and is not shown as one. */
async function ours<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (cause) {
    throw new NotRecorded('The place in the folder could not be read or noted.', { cause })
  }
}

function causeOf(error: unknown): string | undefined {
  return error instanceof Error && error.cause !== undefined ? messageOf(error.cause) : undefined
}

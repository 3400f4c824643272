import type { BounceRecipient } from './bounce-report.ts'
import { addressIn, type DeliveryStatus, type StatusGroup } from './delivery-status.ts'
import { impliedStatus } from './implied-status.ts'
import type { OriginalMail } from './original.ts'
import { withoutCopy, type TextRecipient } from './plain-text.ts'
import { reasonOf } from './reason.ts'
import { commandIn, isGeneral, replyIn, statusIn } from './transcript.ts'

/** One recipient for each that the report names: in its fields, else in its text, in its header, or in the mail it returns. */
export function combine(
  status: DeliveryStatus,
  told: readonly TextRecipient[],
  failed: readonly string[],
  original: OriginalMail,
  others: readonly TextRecipient[],
  text: string,
  subject: string,
): BounceRecipient[] {
  const warns = isWarning(subject, text) && !status.recipients.some(({ action }) => action === 'failed')
  const found = new Map<string, Judged>()
  const add = (address: string, group: StatusGroup | null, words: TextRecipient | undefined) => {
    if (!found.has(address)) found.set(address, judge(address, group, words, text, warns))
  }
  for (const group of status.recipients) {
    const address =
      addressIn(group.finalRecipient) ?? addressIn(group.actualRecipient) ?? addressIn(group.originalRecipient)
    const words =
      told.find((each) => each.address === address) ?? (status.recipients.length === 1 ? told[0] : undefined)
    const known =
      address ?? (status.recipients.length === 1 ? (failed[0] ?? words?.address ?? soleOf(original.to)) : undefined)
    if (known !== undefined) add(known, group, words)
  }
  if (found.size === 0) {
    // The header names who failed; the text names others too, such as whom to ask.
    const both = told.filter((each) => failed.includes(each.address))
    for (const words of both.length > 0 ? both : told) add(words.address, null, words)
  }
  if (found.size === 0) for (const address of failed) add(address, null, undefined)
  if (found.size === 0) for (const address of original.to) add(address, null, undefined)
  if (found.size === 0) for (const words of others) add(words.address, null, words)
  if (status.recipients.length === 0) {
    for (const each of found.values()) {
      const isMute = each.reason === 'undefined' && each.status === null
      if (found.size === 1 || isMute) found.set(each.address, toldAnywhere(each, text))
    }
  }
  return [...found.values()].map((judged) => ({ ...judged, status: judged.status ?? impliedStatus(judged) }))
}

function soleOf(addresses: readonly string[]): string | undefined {
  return addresses.length === 1 ? addresses[0] : undefined
}

type Judged = Omit<BounceRecipient, 'status'> & { status: string | null }

/** It will be tried again; what was given up was a warning before. */
function isWarning(subject: string, text: string): boolean {
  if (/^warning:|delayed|\(delay\)/i.test(subject)) return true
  const report = withoutCopy(text).slice(0, 4000)
  return delayWords.test(report) && !finalWords.test(report)
}

const delayWords =
  /warning message only|only a temporary failure|not yet been delivered|is delayed for|has been delayed|will (?:keep trying|be retried|retry|continue (?:to )?(?:try|attempt))|delivery attempts will continue/i
const finalWords = /permanent|giv(?:en|ing) up|not going to try again|no further (?:delivery )?attempts/i

/** What the report says is about the only one, or about all of whom it says nothing else, also far from their address. */
function toldAnywhere(recipient: Judged, text: string): Judged {
  const report = withoutCopy(text).slice(0, 4000)
  const status = recipient.status ?? statusIn(report)
  const reply = recipient.reply ?? replyIn(report)
  if (recipient.reason !== 'undefined') return { ...recipient, status, reply }
  const told = { said: report, status, command: null, diagnosticType: null, action: recipient.action }
  return { ...recipient, status, reply, ...reasonOf(told) }
}

function judge(
  address: string,
  group: StatusGroup | null,
  words: TextRecipient | undefined,
  text: string,
  warns: boolean,
): Judged {
  const action = group?.action === 'delayed' || (group === null && warns) ? 'delayed' : 'failed'
  // A bare number (an exit code) or nothing: then the text tells more.
  const diagnostic = group?.diagnostic && !/^\d{0,3}$/.test(group.diagnostic) ? group.diagnostic : null
  const spoken = spokenOf(words, action)
  const transcript = /^[ \t]*(?:-{3,} transcript of session|(?:<<<|>{3,}) )/im.test(text) ? text : ''
  const said =
    diagnostic ??
    (transcript === ''
      ? (spoken ?? (group === null ? withoutCopy(text).slice(0, 3000) : ''))
      : `${spoken ?? ''} ${saidInTranscript(transcript, address)}`)
  const command = commandIn(`${diagnostic ?? ''} ${spoken ?? ''}`, transcript)
  const status = chooseStatus(
    statusIn(said),
    group?.status ?? null,
    transcript === '' ? (spoken ?? '') : saidInTranscript(transcript, address),
  )
  const { reason, hard } = reasonOf({ said, status, command, diagnosticType: group?.diagnosticType ?? null, action })
  const originalAddress = addressIn(group?.originalRecipient ?? null) ?? words?.expandedFrom ?? null
  return {
    address,
    originalAddress: originalAddress === address ? null : originalAddress,
    status,
    reply: replyIn(said) ?? replyIn(spoken ?? ''),
    hard,
    reason,
    action,
    diagnostic: (diagnostic ?? said.trim()) || null,
  }
}

/** What stands below an address; above it, where that tells a reason and nothing below does. */
function spokenOf(words: TextRecipient | undefined, action: 'failed' | 'delayed'): string | undefined {
  if (words === undefined) return undefined
  const tells = (said: string) =>
    reasonOf({ said, status: statusIn(said), command: null, diagnosticType: null, action }).reason !== 'undefined'
  if (words.above !== '' && !tells(words.said) && tells(words.above)) return `${words.said} ${words.above}`.trim()
  return words.said === '' ? undefined : words.said
}

/** Of a conversation, what names the address or answers a command that does; all answers when nothing does. */
function saidInTranscript(transcript: string, address: string): string {
  const from = transcript.search(/-{3,} transcript of session/i)
  const lines = transcript.slice(Math.max(from, 0)).split('\n', 200)
  let isTheirs = false
  const own = lines.filter((line) => {
    const names = line.toLowerCase().includes(address)
    if (/^\s*>{3,}/.test(line)) isTheirs = names
    return names || (isTheirs && /^\s*<{3,}/.test(line))
  })
  const chosen =
    own.length > 0 ? own : lines.slice(1).filter((line) => line.trim() !== '' && !/^\s*(?:>{3,}|\.\.\.)/.test(line))
  return chosen.join(' ')
}

/** What the refusing server said beats what the reporting one made of it, if it says more than "refused". */
function chooseStatus(spoken: string | null, stated: string | null, transcript: string): string | null {
  const candidates = [spoken, stated, spoken === null ? statusIn(transcript) : null].filter((code) => code !== null)
  return candidates.find((code) => !isGeneral(code)) ?? candidates[0] ?? null
}

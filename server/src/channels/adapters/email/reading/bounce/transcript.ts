import type { Refusal } from './reason.ts'

/** The enhanced status code that a server spoke: not part of an IP address or a version. */
const enhancedCode = /(?<![\d.[])([45]\.\d{1,3}\.\d{1,3})(?!\d|\.\d)/g
const replyCode = /(?:^|[\s:;(#<])([45]\d\d)(?=[\s\-#)]|$)/

export function statusIn(text: string): string | null {
  let general: string | null = null
  for (const [, code] of text.matchAll(enhancedCode)) {
    if (!isGeneral(code!)) return code!
    general ??= code!
  }
  return general
}

/** "x.0.0" says nothing, and "x.1.0" only that it is about the address. */
export function isGeneral(code: string): boolean {
  return /^\d\.[01]\.0$/.test(code)
}

export function replyIn(text: string): string | null {
  return replyCode.exec(text)?.[1] ?? null
}

/** Programs that tell the command in a sentence of their own. */
const commandPhrases: readonly (readonly [Refusal['command'], RegExp])[] = [
  ['CONN', /refused to talk to me|while receiving the initial|but greeting failed|but my name was rejected/i],
  ['MAIL', /but sender was rejected|did not like our mail from/i],
  ['RCPT', /does not like recipient|did not like our rcpt to|smtp:rcpt host|sent: rcpt to/i],
  ['DATA', /failed on data command|failed after i sent the message|for text command|did not like our data/i],
]

/** Which command was answered so: Postfix and Exim say it, Sendmail shows the conversation. */
export function commandIn(said: string, transcript: string): Refusal['command'] {
  const told =
    /in reply to (?:the )?(?:end of )?(\w+)/i.exec(said)?.[1] ??
    /following (\w{4}) command/i.exec(said)?.[1] ??
    /after (?:the )?(?:end of )?(?:pipelined )?(initial connection|\w+)/i.exec(said)?.[1]
  const fromTold = told === undefined ? null : commandNamed(told)
  if (fromTold !== null) return fromTold
  const phrase = commandPhrases.find(([, pattern]) => pattern.test(said))
  if (phrase) return phrase[0]
  // The last command before the first refusal.
  let command: Refusal['command'] = null
  for (const line of transcript.split('\n', 400)) {
    const sent = /^\s*>{3,}\s*(\w+)/.exec(line)
    if (sent) command = commandNamed(sent[1]!) ?? command
    else if (/^\s*<<<\s*[45]\d\d/.test(line)) return command
  }
  return null
}

function commandNamed(word: string): Refusal['command'] {
  const name = word.toLowerCase()
  if (name.startsWith('rcpt')) return 'RCPT'
  if (name.startsWith('mail')) return 'MAIL'
  if (name.startsWith('data')) return 'DATA'
  return /^(?:initial|ehlo|helo|conn)/.test(name) ? 'CONN' : null
}

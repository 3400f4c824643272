import type { Refusal } from './reason.ts'

/** The enhanced status code that a server spoke: not part of an IP address or a version. */
const enhancedCode = /(?<![\d.[])([45]\.\d{1,3}\.\d{1,3})(?!\d|\.\d)/g
const replyCode = /(?:^|[\s:;(#<])([45]\d\d)(?=[\s\-#)]|$)/

export function statusIn(text: string): string | null {
  let general: string | null = null
  for (const [, code] of text.matchAll(enhancedCode)) {
    if (!code!.endsWith('.0.0')) return code!
    general ??= code!
  }
  return general
}

export function replyIn(text: string): string | null {
  return replyCode.exec(text)?.[1] ?? null
}

/** Which command was answered so: Postfix and Exim say it, Sendmail shows the conversation. */
export function commandIn(said: string, transcript: string): Refusal['command'] {
  const told =
    /in reply to (?:the )?(?:end of )?(\w+)/i.exec(said)?.[1] ??
    /after (?:the )?(?:end of )?(?:pipelined )?(initial connection|\w+)/i.exec(said)?.[1]
  const fromTold = told === undefined ? null : commandNamed(told)
  if (fromTold !== null) return fromTold
  if (/refused to talk to me|while receiving the initial/i.test(said)) return 'CONN'
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

/** `yes` is `start` from somebody who has said `stop`, and an answer from everybody else. */
export type Keyword = 'stop' | 'start' | 'yes' | 'help'

/** Those of the American carriers (CTIA) and of Twilio, and the words that stand for STOP in French and German. */
const keywords: Readonly<Record<Keyword, readonly string[]>> = {
  stop: 'STOP,STOPALL,STOP ALL,UNSUBSCRIBE,CANCEL,END,QUIT,REVOKE,OPTOUT,OPT OUT,OPT-OUT,ARRET,ARRÊT,STOPP,ABMELDEN'.split(
    ',',
  ),
  start: ['START', 'UNSTOP'],
  yes: ['YES'],
  help: ['HELP', 'INFO'],
}
const byWord = new Map<string, Keyword>()
for (const keyword of ['stop', 'start', 'yes', 'help'] as const) {
  for (const word of keywords[keyword]) byWord.set(word, keyword)
}

const longest = 40

/**
 * What a text means to the networks, which look at whole messages only: “Stop.” ends everything, “Stop it, please” is for
 * people to read. Null: it is no keyword.
 */
export function keywordOf(text: string): Keyword | null {
  if (text.length > longest) return null
  const word = text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\p{Cf}"'“”„«»]/gu, '')
    .trim()
    .replace(/[.!]+$/, '')
    .trimEnd()
    .replaceAll(/\s+/g, ' ')
  return byWord.get(word) ?? null
}

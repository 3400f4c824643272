import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { generateMail, type GeneratedMail, type MailMix } from '../../../server/test/mail/generate-mail.ts'
import { callApi, pagesOf } from '../../product/api.ts'
import type { RunningServer } from '../../product/server.ts'
import { exactly, none, type Measure } from '../../report/measure.ts'

/** What the product made of a mix of mail, held against the truth of who wrote what in which thread. */
export async function checkAgainstTruth(
  server: RunningServer,
  mix: MailMix,
  options: { name: string; isInOrder: boolean },
): Promise<Measure[]> {
  const mails = [...generateMail(mix)]
  const byMarker = new Map(mails.map((mail) => [mail.marker, mail]))
  const markers = new RegExp(`qx${mix.seed.toString(36)}k[0-9a-z]{5}`)
  const found = new Map<string, Entry[]>()
  let gaps = 0
  let disordered = 0
  for await (const customer of pagesOf<{ id: string }>(server, '/customers?')) {
    let seq = 0
    const lastByThread = new Map<number, number>()
    for await (const entry of pagesOf<Entry>(server, `/customers/${customer.id}/thread?`)) {
      if (entry.seq !== ++seq) gaps++
      const marker = markers.exec(wordsOf(entry))?.[0]
      const mail = marker === undefined ? undefined : byMarker.get(marker)
      if (mail === undefined) continue
      found.set(mail.marker, [...(found.get(mail.marker) ?? []), entry])
      if (mail.thread === null) continue
      if (mail.index < (lastByThread.get(mail.thread) ?? 0)) disordered++
      lastByThread.set(mail.thread, mail.index)
    }
  }
  const human = mails.filter(({ thread }) => thread !== null)
  const automatic = mails.filter(({ thread }) => thread === null)
  const entriesOf = (mail: GeneratedMail): Entry[] => found.get(mail.marker) ?? []
  const issuesByThread = groups(human, entriesOf, (mail, entry) => [mail.thread!, entry.issueId])
  const threadsByIssue = groups(human, entriesOf, (mail, entry) => [entry.issueId, mail.thread!])
  const { name } = options
  return [
    none(`${name}: mails lost`, human.filter((mail) => entriesOf(mail).length === 0).length),
    none(`${name}: mails doubled`, human.filter((mail) => entriesOf(mail).length > 1).length),
    none(
      `${name}: mails with somebody else`,
      human.flatMap((mail) => entriesOf(mail).filter((entry) => entry.identity?.value !== mail.from)).length,
    ),
    ...exactly(`${name}: threads`, threadsByIssue.size, issuesByThread.size),
    none(`${name}: threads split`, [...issuesByThread.values()].filter((issues) => issues.size > 1).length),
    none(`${name}: threads mixed`, [...threadsByIssue.values()].filter((threads) => threads.size > 1).length),
    none(
      `${name}: opened by machines`,
      automatic.filter((mail) => entriesOf(mail).some(({ issueId }) => issueId !== null)).length,
    ),
    none(`${name}: places on threads missing`, gaps),
    ...(options.isInOrder ? [none(`${name}: mails out of order`, disordered)] : []),
  ]
}

export async function countEntries(server: RunningServer): Promise<number> {
  let count = 0
  for await (const customer of pagesOf<{ id: string }>(server, '/customers?')) {
    const { entryCount } = await callApi<{ entryCount: number }>(server, 'GET', `/customers/${customer.id}`)
    count += entryCount
  }
  return count
}

function wordsOf({ text, content }: Entry): string {
  return content.type === 'email' ? `${text} ${content.replyText}` : text
}

function groups<K, V>(
  mails: readonly GeneratedMail[],
  entriesOf: (mail: GeneratedMail) => Entry[],
  pair: (mail: GeneratedMail, entry: Entry) => [K, V],
): Map<K, Set<V>> {
  const byKey = new Map<K, Set<V>>()
  for (const mail of mails) {
    for (const entry of entriesOf(mail)) {
      const [key, value] = pair(mail, entry)
      byKey.set(key, (byKey.get(key) ?? new Set()).add(value))
    }
  }
  return byKey
}

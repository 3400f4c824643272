import type { Issue } from '@throughline/protocol/issues/issues.ts'
import type { Everything } from '../../crash/checking/read-all.ts'
import { pagesOf } from '../../product/api.ts'
import type { Chat } from './chat.ts'
import type { Desk } from './desk.ts'

/** What was said is on the thread, once; chats and desks were sent everything in order, and nothing twice. */
export async function checkScreens(
  server: { url: string; token: string },
  { threads }: Everything,
  { chats, desks }: { chats: readonly Chat[]; desks: readonly Desk[] },
): Promise<string[]> {
  const issues = new Map<string, number>()
  for await (const { id, version } of pagesOf<Issue>(server, '/issues?')) issues.set(id, version)
  return [
    ...chats.flatMap((chat) => checkChat(chat, threads)),
    ...desks.flatMap((desk) => checkDesk(desk, threads, issues)),
  ]
}

function checkChat({ customerId, said, shown, reloads }: Chat, threads: Everything['threads']): string[] {
  const messages = (threads.get(customerId) ?? []).filter(({ kind }) => kind === 'message')
  const wrong = said.flatMap((text) => {
    const times = messages.filter((message) => message.text === text).length
    return times === 1 ? [] : [`“${text}” is on the thread ${times} times`]
  })
  // The first was there before the chat was open.
  const missing = messages.slice(1).filter(({ id }) => !shown.has(id))
  return [
    ...wrong,
    ...missing.map(({ text }) => `a chat was not told of “${text}”`),
    ...(reloads() > 0 ? [`a chat was to be read anew ${reloads()} times`] : []),
  ]
}

function checkDesk(desk: Desk, threads: Everything['threads'], issues: ReadonlyMap<string, number>): string[] {
  const violations = [...desk.complaints]
  for (const [customerId, seqs] of desk.seqsByCustomer) {
    const length = threads.get(customerId)?.length ?? 0
    if (seqs.length !== length) violations.push(`a desk knows ${seqs.length} of ${length} entries of ${customerId}`)
    const gap = seqs.findIndex((seq, at) => seq !== at + 1)
    if (gap !== -1) violations.push(`a desk was told ${seqs[gap]} at place ${gap + 1} of ${customerId}`)
  }
  for (const [id, version] of issues) {
    const known = desk.versionByIssue.get(id)
    if (known !== version)
      violations.push(`a desk knows version ${known ?? 'none'} of issue ${id}, which has ${version}`)
  }
  return violations
}

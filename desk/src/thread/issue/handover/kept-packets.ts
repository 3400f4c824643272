/** What somebody has filled in and not handed over yet, by issue: closing the dialog loses nothing. */
export interface KeptPacket {
  to: string
  asked: string
  tried: string
  promised: string
  next: string
}

const kept = new Map<string, KeptPacket>()

export function keptPacket(issueId: string): KeptPacket {
  return kept.get(issueId) ?? { to: '', asked: '', tried: '', promised: '', next: '' }
}

export function keepPacket(issueId: string, packet: KeptPacket | null): void {
  if (packet) kept.set(issueId, packet)
  else kept.delete(issueId)
}

import type { LabMail } from '@throughline/protocol/lab/lab.ts'
import { w } from '../words.ts'

/** Who wrote, or whom it went to: a reply address without the part that only machines read. */
export function otherSideOf({ folder, from, to }: LabMail): string {
  if (folder === 'inbox') return from.name || from.address
  return `${w.mail.you} → ${(to[0]?.address ?? '').replace(/\+[^@]*/, '')}`
}

import type { Attachment, FileScan } from '@throughline/protocol/timeline/attachment.ts'
import { w } from '../../../words/words.ts'

/** Nobody gets its bytes. */
export function isWithheld({ scan }: Attachment): boolean {
  return scan?.isWithheld ?? false
}

/** What is to be said of a file that was scanned, or was not; null: all is well. */
export function scanWords(scan: FileScan | null | undefined): { text: string; tone: 'bad' | 'warn' | 'quiet' } | null {
  if (!scan) return null
  const finding = scan.finding ?? ''
  switch (scan.state) {
    case 'clean':
      return null
    case 'waiting':
      if (scan.problem === null) return { text: w.scan.waiting, tone: 'quiet' }
      return { text: w.scan.problems[scan.problem], tone: 'warn' }
    case 'infected':
      return { text: w.scan.infected(finding), tone: 'bad' }
    case 'removed':
      return { text: w.scan.removed(finding), tone: 'bad' }
    case 'released':
      return { text: w.scan.released(scan.releasedBy ?? '', finding), tone: 'warn' }
    case 'too_large':
      return { text: w.scan.tooLarge, tone: 'warn' }
    case 'not_scanned':
      return { text: w.scan.notScanned, tone: 'quiet' }
  }
  return null
}

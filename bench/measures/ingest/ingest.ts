import { openWorkplace } from '../../product/workplace.ts'
import type { BenchResult } from '../../report/measure.ts'
import type { Bench, BenchOptions } from '../bench-options.ts'
import { ingestMail } from './mail.ts'
import { ingestMailbox } from './mailbox.ts'
import { ingestMessages } from './messages.ts'

/** How fast messages are taken in for good, and whether every one of them ends up where it belongs. */
export const ingest: Bench = {
  title: 'ingest: durable messages, by HTTP and by mail',
  async run(options: BenchOptions): Promise<BenchResult> {
    await using workplace = await openWorkplace(options)
    const parts = [
      await ingestMessages(workplace, options),
      await ingestMail(workplace, options, { name: 'one at a time', concurrency: 1, order: 'as written', owed: 300 }),
      await ingestMail(workplace, options, { name: 'four at a time', concurrency: 4, order: 'as written', owed: 800 }),
      await ingestMail(workplace, options, { name: 'shuffled', concurrency: 4, order: 'shuffled', owed: null }),
      await ingestMailbox(workplace, options),
    ]
    return { measures: parts.flatMap((part) => part.measures), notes: parts.flatMap((part) => part.notes) }
  },
}

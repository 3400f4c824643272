import { z } from 'zod'
import { Id } from '../primitives.ts'
import { Words } from '../words.ts'

/** What the scanner says of a file (`CLAMD_ADDRESS`). */
export const FileScan = z
  .object({
    state: z
      .enum(['waiting', 'clean', 'infected', 'too_large', 'not_scanned', 'released', 'removed'])
      .describe(
        '`too_large`: larger than the scanner takes, and not looked at; `not_scanned`: it was here before files were ' +
          'scanned; `released`: somebody decided that it may be opened all the same; `removed`: its bytes were deleted.',
      ),
    isWithheld: z.boolean().describe('Nobody gets its bytes, and it is not sent: `url` answers 409.'),
    finding: z.string().nullable().describe('What was found in it, as the scanner calls it.'),
    problem: z
      .enum(['unreachable', 'failed', 'missing'])
      .nullable()
      .describe('Why there is no verdict yet: the scanner cannot be reached or has an error, or the bytes are gone.'),
    releasedBy: z.string().nullable().describe('Who released it.'),
  })
  .meta({ id: 'FileScan' })
export type FileScan = z.infer<typeof FileScan>

export const Attachment = z
  .object({
    id: Id,
    name: z.string(),
    mediaType: z.string().describe('Sniffed from the bytes; what the sender declared is never believed.'),
    sizeBytes: z.number().int(),
    url: z.string().describe('Relative to the server; needs the same sign-in as the thread.'),
    inline: z.boolean(),
    contentId: z.string().nullable(),
    state: z
      .enum(['arriving', 'failed'])
      .optional()
      .describe(
        'Missing when the file is here. A file that a provider only named with a message is fetched after the message ' +
          'was recorded: `arriving` until then, with the announced size and no known type; `failed` when it could not be ' +
          'fetched. `url` answers 409.',
      ),
    problem: z
      .object({ message: z.string(), words: z.array(Words).describe('`message` as codes.') })
      .optional()
      .describe('Why the last try to fetch it failed.'),
    scan: FileScan.nullable().optional().describe('Null where files are not scanned, and until the file is here.'),
  })
  .meta({ id: 'Attachment' })
export type Attachment = z.infer<typeof Attachment>

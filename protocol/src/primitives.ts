import { fieldWords } from './http/field-words.ts'
import { asMessage } from './words.ts'
import { z } from 'zod'
import { withoutDirectionControls } from './direction.ts'

/** UUIDv7 for everything we make ourselves. */
export const Id = z.uuid()

/** ISO 8601 in UTC, as in `2026-01-05T08:00:00.000Z`. */
export const Time = z.iso.datetime({ offset: true })

/** An opaque mark of a place in a list or stream. Give it back as it came; never build one. */
export const Cursor = z.string().min(1).max(2000)

/** Text that people typed. U+0000 is refused because PostgreSQL cannot hold it. */
export function humanText(maxLength: number) {
  return z
    .string()
    .max(maxLength)
    .refine((text) => !text.includes('\u0000'), asMessage(fieldWords.nul_character()))
    .refine((text) => text.isWellFormed(), asMessage(fieldWords.not_unicode()))
}

/** Text that is shown in the middle of other text, which keeps its direction. */
export function nameText(maxLength: number) {
  return humanText(maxLength).overwrite(withoutDirectionControls)
}

/** A name on one line. */
export const Name = nameText(200).trim().min(1)

export const FileName = nameText(255).min(1)

/** One page of a list; `nextCursor` is null on the last one. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: Cursor.nullable() })
}

export const PageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: Cursor.optional(),
})

export const IdParams = z.object({ id: Id })

/** Free fields of a company's own: flat, small. */
export const Attributes = z.record(
  humanText(100).min(1),
  z.union([humanText(5000), z.number(), z.boolean(), z.null(), z.array(humanText(500)).max(100)]),
)
export type Attributes = z.infer<typeof Attributes>

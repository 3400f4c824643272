import { httpWords } from '@throughline/protocol/http/words.ts'
import { z } from 'zod'
import { AppError } from '../../lib/errors.ts'

/**
 * Opaque marks of a place in a list: JSON in base64url behind the name of the list, so that the cursor of one list
 * is refused by another. Not signed: it says where to go on, and grants nothing, for every page is read with the
 * caller's own rights. What comes back is parsed by the schema like any other input.
 */
export function cursorFor<T>(list: string, schema: z.ZodType<T>) {
  const Envelope = z.tuple([z.literal(list), schema])

  function encode(place: T): string {
    return Buffer.from(JSON.stringify([list, place])).toString('base64url')
  }

  /** Throws `invalid_cursor` for anything that `encode` did not make. */
  function decode(cursor: string): T {
    const result = Envelope.safeParse(jsonOf(cursor))
    if (result.success) return result.data[1]
    throw new AppError('invalid_cursor', httpWords.foreign_cursor())
  }

  /**
   * The page that a query asks for. `read` gets the place to go on from (null: the beginning), and is asked for one row
   * more than the page holds, which tells whether another page follows.
   */
  async function page<Row>(
    { cursor, limit }: { cursor?: string | undefined; limit: number },
    read: (from: T | null, limit: number) => Promise<readonly Row[]>,
    placeOf: (row: Row) => T,
  ): Promise<{ rows: Row[]; nextCursor: string | null }> {
    const found = await read(cursor === undefined ? null : decode(cursor), limit + 1)
    const rows = found.slice(0, limit)
    return { rows, nextCursor: found.length > limit ? encode(placeOf(rows.at(-1)!)) : null }
  }

  return { encode, decode, page }
}

function jsonOf(cursor: string): unknown {
  const bytes = Buffer.from(cursor, 'base64url')
  // Decoding forgives stray characters; a cursor that was changed is refused rather than guessed.
  if (bytes.toString('base64url') !== cursor) return undefined
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return undefined
  }
}

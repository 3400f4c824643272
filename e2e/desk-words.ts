import { globSync } from 'node:fs'
import { join } from 'node:path'
import type { en as customers } from '../desk/src/areas/customers/words/en.ts'
import type { en as inbox } from '../desk/src/areas/inbox/words/en.ts'
import type { en as blocked } from '../desk/src/areas/settings/blocked/words/en.ts'
import type { en as channels } from '../desk/src/areas/settings/channels/words/en.ts'
import type { en as replies } from '../desk/src/areas/settings/replies/words/en.ts'
import type { en as roles } from '../desk/src/areas/settings/roles/words/en.ts'
import type { en as staff } from '../desk/src/areas/settings/staff/words/en.ts'
import type { en as tags } from '../desk/src/areas/settings/tags/words/en.ts'
import type { en as teams } from '../desk/src/areas/settings/teams/words/en.ts'
import type { en as tokens } from '../desk/src/areas/settings/tokens/words/en.ts'
import type { en as webhooks } from '../desk/src/areas/settings/webhooks/words/en.ts'
import type { en as everywhere } from '../desk/src/words/en.ts'

/** What the desk says, in whichever language: what is said everywhere, and of the areas what tests ask for by name. */
export type Said = typeof everywhere &
  typeof customers &
  typeof inbox &
  typeof blocked &
  typeof channels &
  typeof replies &
  typeof roles &
  typeof staff &
  typeof tags &
  typeof teams &
  typeof tokens &
  typeof webhooks

const root = join(import.meta.dirname, '../desk/src')

/** All that the desk says in a language, with all of its areas. By the files' names only: they are a part of another program. */
export async function wordsIn(language: string): Promise<Said> {
  const everywhere = (await exportedBy(`words/${language}.ts`, language)) as { words: object } | object
  const files = globSync(`areas/**/words/${language}.ts`, { cwd: root })
  const ofAreas = await Promise.all(files.map(async (file) => exportedBy(file, language)))
  return Object.assign({}, 'words' in everywhere ? everywhere.words : everywhere, ...ofAreas) as Said
}

/** What the server says, in one of the other languages. */
export async function ofServerIn(language: string): Promise<unknown> {
  return exportedBy(`words/${language}/of-server/of-server.ts`, 'ofServer')
}

async function exportedBy(file: string, name: string): Promise<unknown> {
  return Reflect.get((await import(join(root, file))) as object, name)
}

import type { AppendedEntry } from './entry-on-thread.ts'

/**
 * The entries that this process appended lately, as they were appended: followers of their thread can be sent them
 * without reading them again. A shortcut and nothing more: it forgets, and then the database is asked.
 */
export interface JustAppended {
  add(appended: AppendedEntry): void
  of(entryId: string): AppendedEntry | undefined
}

export function justAppended(): JustAppended {
  const byId = new Map<string, AppendedEntry>()
  return {
    add(appended) {
      if (appended.row.text.length > longestKept) return
      // Its HTML is shown by a request of its own.
      byId.set(appended.row.id, { ...appended, row: { ...appended.row, html: null } })
      if (byId.size > mostKept) byId.delete(byId.keys().next().value!)
    },
    of: (entryId) => byId.get(entryId),
  }
}

/** A stream looks within milliseconds of the hint, so a busy moment's worth is enough. */
const mostKept = 128
const longestKept = 20_000

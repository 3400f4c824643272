import type { tags as english } from '../en/tags.ts'
import type { Spoken } from '../spoken.ts'

export const tags: Spoken<typeof english> = {
  tags: {
    title: 'Tags',
    ofIssue: (number) => `Tags von #${number}`,
    ofIssues: (count) => `Tags von ${count} Anliegen`,
    find: 'Tag suchen',
    create: (name) => `„${name}“ anlegen`,
    none: 'Es gibt noch keine Tags. Tippen Sie einen Namen.',
    noMatch: (typed) => `Kein Tag heißt „${typed}“.`,
    change: (names) => (names.length === 0 ? 'Tags hinzufügen' : `Tags: ${names.join(', ')}`),
    others: (count) => (count === 1 ? 'ein weiterer Tag' : `${count} weitere Tags`),
    changed: (count) => (count === 1 ? 'Die Tags sind geändert.' : `Die Tags von ${count} Anliegen sind geändert.`),
    gone: 'Ein gelöschter Tag',
  },
}

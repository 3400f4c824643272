import { expect, test } from 'vitest'
import { byName } from './reacting/reacting.ts'
import { reactions } from './reactions.ts'

test('the names of reactions stay: the database and alerts know them by these', () => {
  expect([...byName(reactions).keys()]).toEqual([
    'tellStaff',
    'oweAcknowledgements',
    'oweVisitorMails',
    'retellTheirIssues',
  ])
})

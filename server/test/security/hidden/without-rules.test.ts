import { permissions } from '@throughline/protocol/permissions.ts'
import { expect, test } from 'vitest'
import { issuesOfEntries } from '../../../src/edges/realtime/issues-of-entries.ts'
import { newId } from '../../../src/lib/ids.ts'
import { refuseUnlessCanCustomer } from '../../../src/people/customers/customers.ts'
import type { Db } from '../../../src/platform/db/db.ts'
import type { RecordedEvent } from '../../../src/platform/events/events.ts'
import type { Caller, Rule } from '../../../src/platform/http/http.ts'
import { entrySubjects, refuseHiddenEntry, refuseUnlessCanEntry } from '../../../src/record/timeline/timeline.ts'
import { seenChanges } from '../../../src/run/seen-changes.ts'
import { issueFacts } from '../../../src/work/issues/issues.ts'

// What asks about single things may read what rules look at. Where there is no rule, it asks the database nothing.

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- whatever is done with it is a query
const noDatabase = new Proxy(
  {},
  {
    get(_target, name) {
      throw new Error(`The database was asked for ${String(name)}.`)
    },
  },
) as Db

const callerWith = (...narrowedBy: Rule[]): Caller => ({
  kind: 'staff',
  id: newId(),
  name: 'Ben',
  role: 'admin',
  permissions: new Set(permissions),
  address: '',
  narrowedBy,
})

const entryId = newId()
const entry = { customer_id: newId(), issue_id: newId() }
const event: RecordedEvent = {
  id: newId(),
  type: 'entry.appended',
  at: new Date(0),
  customerId: entry.customer_id,
  issueId: entry.issue_id,
  entryId,
  data: {},
  xid: '1',
  position: 1,
}

const action = 'thread.read'
const questions: Record<string, (caller: Caller) => Promise<unknown>> = {
  'a customer': (caller) => refuseUnlessCanCustomer(noDatabase, caller, action, entry.customer_id),
  'an entry that was read': (caller) => refuseUnlessCanEntry(noDatabase, issueFacts, { caller, action, entry }),
  'an entry that is read by the verb': (caller) =>
    refuseHiddenEntry(noDatabase, issueFacts, { caller, action, entryId }),
  'a page of entries': (caller) => entrySubjects(noDatabase, issueFacts, caller, [entry]),
  'entries on open screens': (caller) => issuesOfEntries(noDatabase, caller, [event]),
  'a page of the feed': (caller) => seenChanges(noDatabase, [event], caller),
}

test.each(Object.entries(questions))('without a rule, %s is asked for without a query', async (what, ask) => {
  await ask(callerWith())
  // With one that is about it, it is read.
  const about = what === 'a customer' ? 'customer' : 'issue'
  await expect(ask(callerWith({ about, where: { fact: 'id', in: [] } }))).rejects.toThrow('The database was asked')
})

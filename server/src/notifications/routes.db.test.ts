import * as contracts from '@throughline/protocol/notifications.ts'
import { afterAll, beforeAll } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/database.ts'
import { bootTestServer, type TestServer } from '../../test/http.ts'
import { walkRoutes } from '../../test/walk-routes.ts'
import { systemClock } from '../lib/clock.ts'
import { notificationRoutes } from './notifications.ts'

// What notifications tell, and to whom: test/flows/notifications.db.test.ts.
let database: TestDatabase
let server: TestServer
beforeAll(async () => {
  database = await createTestDatabase()
  server = await bootTestServer((app) =>
    notificationRoutes(app, { db: database.db, clock: systemClock, readBy: () => undefined }),
  )
})
afterAll(async () => {
  await server.close()
  await database.drop()
})

walkRoutes(contracts, () => ({
  ask: (...question) => server.ask(...question),
  admin: 'admin',
  readonly: 'readonly',
}))

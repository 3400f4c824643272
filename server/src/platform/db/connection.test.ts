import { expect, test } from 'vitest'
import { connectionsOf } from './connection.ts'

const url = 'postgresql://throughline@db.example.com:5432/throughline?sslmode=verify-full'
const unreadable = `${url}&sslrootcert=/nowhere/provider.pem`

test.each([null, '/run/throughline/password'])(
  'a certificate that cannot be read is told in one sentence, with its setting (password file: %s)',
  (databasePasswordFile) => {
    const ask = (databaseUrl: string, databaseDirectUrl: string | null) => () =>
      connectionsOf({ databaseUrl, databaseDirectUrl, databasePasswordFile })
    expect(ask(unreadable, null)).toThrow(/^A file that DATABASE_URL names cannot be read: ENOENT.*provider\.pem'\.$/)
    expect(ask(url, unreadable)).toThrow(/^A file that DATABASE_DIRECT_URL names cannot be read/)
    expect(ask(url, url)).not.toThrow()
  },
)

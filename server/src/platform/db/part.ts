import type { Part } from '../../lib/part.ts'

export const part: Part = {
  is: 'the pool, transactions, migrations, the embedded PostgreSQL, backups',
  sideDoors: [
    'prepared.ts',
    'part-of-transaction.ts',
    'row-insert.ts',
    'shared-transactions.ts',
    'schema.ts',
    'migrate.ts',
    'connect.ts',
    'reach.ts',
    'connection.ts',
    'connection-room.ts',
    'database-errors.ts',
    'run-again.ts',
    'young-tables.ts',
    'measures.ts',
    'backup/backup.ts',
    'backup/tar.ts',
    'embedded/embedded.ts',
  ],
}

import { randomUUID } from 'node:crypto'
import { Pool } from 'pg'
import { answerParent } from '../apart/answer-parent.ts'
import { measureSending, type Sent } from './sent.ts'

export interface BareTransactions {
  databaseUrl: string
  count: number
  concurrency: number
}

const threads = 2000

/**
 * The least that recording a message can cost: three statements in one transaction (take the next place on a thread,
 * insert the entry, insert the mark against doubles), prepared, on kept connections, with nothing around them.
 */
const answers = {
  async prepare({ databaseUrl }: Pick<BareTransactions, 'databaseUrl'>): Promise<void> {
    const pool = new Pool({ connectionString: databaseUrl, max: 1 })
    await pool.query(`
      create table bare_threads (id bigint primary key, last_seq bigint not null) with (fillfactor = 80);
      insert into bare_threads select id, 0 from generate_series(0, ${threads - 1}) as id;
      create table bare_entries (
        thread_id bigint not null, seq bigint not null, id uuid not null, text text not null,
        recorded_at timestamptz not null, primary key (thread_id, seq));
      create table bare_marks (provider_id text primary key, entry_id uuid not null)`)
    await pool.end()
  },
  async run({ databaseUrl, count, concurrency }: BareTransactions): Promise<Sent> {
    const pool = new Pool({ connectionString: databaseUrl, max: concurrency })
    const text = 'The parcel was promised for last Thursday and nobody has rung the bell. '.repeat(3)
    const sent = await measureSending({ count, concurrency }, async () => {
      const client = await pool.connect()
      return async (index) => {
        const id = randomUUID()
        await client.query('begin')
        const { rows } = await client.query<{ last_seq: string }>({
          name: 'place',
          text: 'update bare_threads set last_seq = last_seq + 1 where id = $1 returning last_seq',
          values: [(index * 7919) % threads],
        })
        await client.query({
          name: 'entry',
          text: 'insert into bare_entries values ($1, $2, $3, $4, now())',
          values: [(index * 7919) % threads, rows[0]!.last_seq, id, text],
        })
        await client.query({
          name: 'mark',
          text: 'insert into bare_marks values ($1, $2)',
          values: [`provider-${id}`, id],
        })
        await client.query('commit')
        return null
      }
    })
    // The clients were never given back: ending the pool would wait for them.
    return sent
  },
}
export type TransactionRunner = typeof answers

answerParent(answers)

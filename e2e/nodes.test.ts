import { nodeWords } from '@throughline/protocol/nodes/words.ts'
import { test } from 'vitest'
import { useDesk } from './desk.ts'

const desk = useDesk()

test('an admin reads in the desk that a node has another file store, in both languages', async () => {
  const { sentence, words } = nodeWords.other_store({ node: 'node-b:3000', other: 'node-a:3000' })
  await desk.server.database.pool.query(
    `insert into nodes (id, name, version, services, mark, seen_at, problem, problem_words)
     values (gen_random_uuid(), 'node-b:3000', '0', '{web}', 'm', now() + interval '1 hour', $1, $2)`,
    [sentence, JSON.stringify(words)],
  )
  const page = await desk.open('/inbox')
  await page.getByText('Something is wrong with the file store.').waitFor()
  await page.getByText(sentence).waitFor()
  const german = await desk.open('/inbox', { locale: 'de-DE' })
  await german.getByText('node-b:3000 hat einen anderen Dateispeicher als node-a:3000').waitFor()
})

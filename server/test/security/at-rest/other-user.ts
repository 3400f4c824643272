import { closeSync, existsSync, openSync, readdirSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { Client } from 'pg'
import { z } from 'zod'

/**
 * A curious program of another user of the machine: `other-user.ts` gets paths and sockets as JSON on its standard
 * input, tries them all, and says as JSON what it could read, change and connect to.
 */
const Asked = z.object({ paths: z.array(z.string()), socketFolders: z.array(z.string()) })

const { paths, socketFolders } = Asked.parse(JSON.parse(await text(process.stdin)))
const canOpen = (path: string, flags: string): boolean => {
  try {
    closeSync(openSync(path, flags))
    return true
  } catch {
    return false
  }
}
const canList = (path: string): boolean => {
  try {
    return readdirSync(path).length >= 0
  } catch {
    return false
  }
}

async function connect(host: string, password: string): Promise<string> {
  const client = new Client({ host, port: 5432, user: 'throughline', database: 'throughline', password })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query('SELECT count(*) FROM schema_migrations')
    return `read ${rows.length} row`
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  } finally {
    await client.end().catch(() => {})
  }
}

const answers: string[] = []
for (const folder of socketFolders) for (const password of ['', 'guess']) answers.push(await connect(folder, password))
process.stdout.write(
  JSON.stringify({
    read: paths.filter((path) => canOpen(path, 'r') || canList(path)),
    changed: paths.filter((path) => existsSync(path) && canOpen(path, 'r+')),
    made: paths.filter((path) => canOpen(`${path}/planted`, 'wx')),
    connected: answers.filter((answer) => answer.startsWith('read')),
  }),
)

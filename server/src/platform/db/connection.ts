import { readFile } from 'node:fs/promises'
import type { ClientConfig } from 'pg'
import { parseIntoClientConfig } from 'pg-connection-string'
import type { Config } from '../../lib/config.ts'
import { messageOf, SettingError } from '../../lib/errors.ts'

/** Where a database is, and who we are to it. */
export type Connection = ClientConfig

/** How the settings lead to the database, and past a pooler in front of it. The built-in one has no settings. */
export function connectionsOf(
  config: Pick<Config, 'databaseUrl' | 'databaseDirectUrl' | 'databasePasswordFile'>,
  builtIn?: Connection,
): { connection: Connection; directConnection: Connection | null } {
  const { databaseUrl, databaseDirectUrl, databasePasswordFile } = config
  if (databaseUrl === null) return { connection: builtIn ?? {}, directConnection: null }
  return {
    connection: connectionTo('DATABASE_URL', databaseUrl, databasePasswordFile),
    directConnection:
      databaseDirectUrl === null ? null : connectionTo('DATABASE_DIRECT_URL', databaseDirectUrl, databasePasswordFile),
  }
}

/**
 * The connection that an operator names. The password file is read for each new connection, since tokens of managed
 * servers are exchanged several times an hour. It is used instead of a password in the URL.
 */
function connectionTo(name: string, url: string, passwordFile: string | null): Connection {
  const parsed = parse(name, url)
  if (passwordFile === null) return { connectionString: url }
  return { ...parsed, password: () => readPassword(passwordFile) }
}

/** Reads the certificates that the URL names, which the user who runs this may not be allowed to. */
function parse(name: string, url: string): Connection {
  try {
    return parseIntoClientConfig(url)
  } catch (error) {
    throw new SettingError(name, `A file that ${name} names cannot be read: ${messageOf(error)}.`)
  }
}

async function readPassword(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new SettingError(setting, `The file of ${setting} cannot be read: ${messageOf(error)}.`)
  })
  const password = text.replace(/\r?\n$/, '')
  if (password !== '') return password
  throw new SettingError(setting, `The file of ${setting}, ${file}, is empty.`)
}

const setting = 'DATABASE_PASSWORD_FILE'

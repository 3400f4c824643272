import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { Client } from 'pg'
import { errorCode } from '../../../lib/errors.ts'
import type { Account } from './account.ts'
import { fingerprintOf, writePrivateFile } from './password.ts'
import type { SocketConnection } from './socket.ts'

interface Access {
  clusterDir: string
  account: Account | undefined
  /** Changes when the server died and was started again. */
  server: { readonly pid: number }
}

/**
 * Lets the running server take connections with our password only. In the cluster of an earlier version, or a new one,
 * the password is set first, while only this user can enter the folder of the socket. The rules name the password they
 * were written for, last, so that a start that was killed in between is done again by the next one.
 */
export async function requirePassword(connection: SocketConnection, access: Access): Promise<void> {
  const rules = passwordRules(connection.password!)
  if (rulesOf(access.clusterDir) === rules && (await demandOf(connection)) === 'password') return

  await applyRules(openRules, 'nothing', connection, access)
  await setPassword(connection)
  await applyRules(rules, 'password', connection, access)
}

const openRules = 'local all all trust\n'

function passwordRules(password: string): string {
  return `# Written by Throughline for the password ${fingerprintOf(password)}.\nlocal all all scram-sha-256\n`
}

function rulesOf(clusterDir: string): string {
  try {
    return readFileSync(join(clusterDir, 'pg_hba.conf'), 'utf8')
  } catch {
    return ''
  }
}

async function applyRules(
  rules: string,
  demand: Demand,
  connection: SocketConnection,
  { clusterDir, account, server }: Access,
): Promise<void> {
  writePrivateFile(join(clusterDir, 'pg_hba.conf'), rules, account)
  process.kill(server.pid, 'SIGHUP')
  // The server reads them within moments, and does not say when it has.
  const patientUntil = Date.now() + 20_000
  while ((await demandOf(connection)) !== demand) {
    if (Date.now() > patientUntil) throw new Error(`PostgreSQL did not take the rules of ${clusterDir}/pg_hba.conf.`)
    await delay(5)
  }
}

type Demand = 'nothing' | 'password' | 'another password'

async function demandOf(connection: SocketConnection): Promise<Demand> {
  let isAsked = false
  const password = (): string => {
    isAsked = true
    return connection.password!
  }
  const client = new Client({ ...connection, database: 'postgres', password })
  try {
    await client.connect()
    return isAsked ? 'password' : 'nothing'
  } catch (error) {
    // Invalid authorization: a wrong password, or no rule for us.
    if (errorCode(error)?.startsWith('28')) return 'another password'
    throw error
  } finally {
    await client.end().catch(() => {})
  }
}

async function setPassword(connection: SocketConnection): Promise<void> {
  const client = new Client({ ...connection, database: 'postgres' })
  await client.connect()
  try {
    // On the disk before the rules ask for it. Stretching is for words that people choose: this one cannot be guessed,
    // and each connection would pay for it.
    await client.query('SET synchronous_commit = on; SET scram_iterations = 1')
    await client.query(
      `ALTER ROLE ${client.escapeIdentifier(connection.user)} PASSWORD ${client.escapeLiteral(connection.password!)}`,
    )
  } finally {
    await client.end()
  }
}

import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { withClient } from '../test-cluster.ts'
import { makeOwnServer, superuserUrlOf, type OwnServer } from './own-server.ts'

/** A server of PostgreSQL as a company or a provider runs it: reached by TCP with TLS, full of other users. */
export interface OutsideServer {
  readonly port: number
  /** Of the certificate that its own is signed by. */
  readonly rootCertificate: string
  /** Everything on the server is theirs. */
  readonly superuserUrl: string
  /** What the server has written to its log. */
  readonly log: readonly string[]
  stop(): Promise<void>
}

export const hasOpenssl = spawnSync('openssl', ['version']).status === 0

export async function startOutsideServer(settings: Record<string, string> = {}): Promise<OutsideServer> {
  // Nobody without TLS, and nobody without a password but the server's own superuser, whom tests are.
  const access = ['hostssl all throughline 127.0.0.1/32 trust', 'hostssl all all 127.0.0.1/32 scram-sha-256']
  const server = await makeOwnServer({ access, settings: { ssl: 'on', ...settings } })
  const rootCertificate = makeCertificate(server)
  await server.start()
  return {
    port: server.port,
    rootCertificate,
    superuserUrl: superuserUrlOf(server, `?sslmode=verify-full&sslrootcert=${rootCertificate}`),
    log: server.log,
    stop: () => server.stop(),
  }
}

/** What a provider gives: a database, and a role that owns it and nothing else. */
export async function giveDatabase(
  { superuserUrl, port, rootCertificate }: OutsideServer,
  { name, password, limit = -1 }: { name: string; password: string; limit?: number },
): Promise<string> {
  await withClient(superuserUrl, async (client) => {
    await client.query(`create role ${name} login nosuperuser nocreatedb nocreaterole connection limit ${limit}
      password '${password}'`)
    await client.query(`create database ${name} owner ${name}`)
    await client.query(`revoke connect on database ${name} from public`)
  })
  return `postgresql://${name}@127.0.0.1:${port}/${name}?sslmode=verify-full&sslrootcert=${rootCertificate}`
}

/** An authority of our own beside the data, and a certificate for 127.0.0.1 that it signed. */
function makeCertificate({ clusterDir, account }: OwnServer): string {
  const authority = join(clusterDir, '../authority')
  mkdirSync(authority)
  const openssl = (...args: string[]): void => {
    const { status, stderr } = spawnSync('openssl', args, { cwd: authority, encoding: 'utf8' })
    if (status !== 0) throw new Error(stderr)
  }
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  openssl('req', '-x509', ...key, '-keyout', 'root.key', '-out', 'root.crt', '-days', '2', '-subj', '/CN=Provider')
  openssl('req', ...key, '-keyout', 'server.key', '-out', 'server.csr', '-subj', '/CN=127.0.0.1')
  writeFileSync(join(authority, 'names'), 'subjectAltName=IP:127.0.0.1')
  const sign = ['-CA', 'root.crt', '-CAkey', 'root.key', '-CAcreateserial', '-days', '2', '-extfile', 'names']
  openssl('x509', '-req', '-in', 'server.csr', ...sign, '-out', 'server.crt')
  for (const name of ['server.key', 'server.crt']) {
    const file = join(clusterDir, name)
    spawnSync('cp', [join(authority, name), file])
    chmodSync(file, 0o600)
    if (account) chownSync(file, account.uid, account.gid)
  }
  return join(authority, 'root.crt')
}

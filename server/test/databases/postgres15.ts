import { execFileSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { superuser } from '../../src/platform/db/embedded/cluster.ts'
import type { MadeCluster } from './own-server.ts'

/** Where Debian has the oldest PostgreSQL that is supported. */
const folder = '/usr/lib/postgresql/15/bin'

export const hasPostgres15 = existsSync(join(folder, 'initdb'))

/** Its data as `makeOwnServer` wants it. Root runs it as the user whom the package made. */
export async function makeCluster15(clusterDir: string): Promise<MadeCluster> {
  const account = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : undefined
  mkdirSync(clusterDir, { mode: 0o700 })
  if (account) {
    chownSync(clusterDir, account.uid, account.gid)
    // So that it reaches its own folder in ours.
    chmodSync(dirname(clusterDir), 0o711)
  }
  const args = ['-D', '.', '-U', superuser, '--encoding=UTF8', '--locale=C.UTF-8', '--auth=trust', '--no-sync']
  execFileSync(join(folder, 'initdb'), args, { ...account, cwd: clusterDir, stdio: 'ignore' })
  return { postgres: join(folder, 'postgres'), account }
}

const idOf = (which: '-u' | '-g'): number => Number(execFileSync('id', [which, 'postgres'], { encoding: 'utf8' }))

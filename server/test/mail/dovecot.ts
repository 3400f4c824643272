import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { chownSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../free-port.ts'

/** A real IMAP server with one mailbox, on a port and in a folder of its own. */
export interface Dovecot {
  port: number
  user: string
  password: string
  /** As a mail transfer agent does: a file in the mailbox. */
  put(raw: string): void
  /** As after a restore without the index: the same mails under another UIDVALIDITY. */
  renumber(): void
  stop(): Promise<void>
}

/** The settings of 2.4 are another language; `null` where there is no Dovecot that is understood here. */
export function dovecotPath(): string | null {
  for (const path of ['dovecot', '/usr/sbin/dovecot', '/usr/local/sbin/dovecot']) {
    const { stdout } = spawnSync(path, ['--version'], { encoding: 'utf8' })
    if (stdout?.startsWith('2.3.')) return path
  }
  return null
}

export async function startDovecot(path: string): Promise<Dovecot> {
  // A short path: the names of sockets may have 108 bytes.
  const folder = mkdtempSync(join(tmpdir(), 'dc-'))
  const { uid, gid, username } = userInfo()
  const isRoot = uid === 0
  const owner = isRoot ? { uid: 65534, gid: 65534 } : { uid, gid }
  const maildir = join(folder, 'mail')
  for (const name of [maildir, ...['cur', 'new', 'tmp'].map((each) => join(maildir, each)), join(folder, 'run')]) {
    mkdirSync(name)
    if (isRoot && name !== join(folder, 'run')) chownSync(name, owner.uid, owner.gid)
  }
  if (isRoot) chownSync(folder, owner.uid, owner.gid)
  const port = await freePort()
  const group = spawnSync('id', ['-gn'], { encoding: 'utf8' }).stdout.trim()
  const names = { default_login_user: username, default_internal_user: username, default_internal_group: group }
  const account = isRoot
    ? ''
    : Object.entries(names)
        .map((pair) => pair.join(' = '))
        .join('\n')
  const settings = join(folder, 'dovecot.conf')
  writeFileSync(
    settings,
    `base_dir = ${folder}/run
log_path = ${folder}/log
listen = 127.0.0.1
protocols = imap
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login
mail_location = maildir:${maildir}
first_valid_uid = 0
mailbox_idle_check_interval = 2 s
${account}
passdb {
  driver = static
  args = password=secret
}
userdb {
  driver = static
  args = uid=${owner.uid} gid=${owner.gid} home=${folder}
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
`,
  )
  let child = await run(path, settings, port, folder)
  let files = 0

  return {
    port,
    user: 'help@shop.example',
    password: 'secret',
    put(raw) {
      const name = `${1_700_000_000 + files}.M${String(++files).padStart(6, '0')}P1.test`
      const written = join(maildir, 'tmp', name)
      writeFileSync(written, raw)
      if (isRoot) chownSync(written, owner.uid, owner.gid)
      renameSync(written, join(maildir, 'new', name))
    },
    renumber() {
      // Dovecot makes a new number from the time, in seconds; this one is another for certain.
      const list = join(maildir, 'dovecot-uidlist')
      writeFileSync(
        list,
        readFileSync(list, 'utf8').replace(/ V(\d+) /, (_all, old) => ` V${Number(old) - 1000} `),
      )
      for (const index of ['dovecot.index', 'dovecot.index.log', 'dovecot.index.cache']) {
        rmSync(join(maildir, index), { force: true })
      }
    },
    async stop() {
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await gone
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function run(path: string, settings: string, port: number, folder: string): Promise<ChildProcess> {
  const child = spawn(path, ['-F', '-c', settings], { stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.on('data', (chunk) => (said += String(chunk)))
  for (let attempt = 0; attempt < 200; attempt++) {
    if (child.exitCode !== null) throw new Error(`Dovecot did not start: ${said}`)
    if (await accepts(port)) return child
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error(`Dovecot does not listen: ${said}${readFileSync(join(folder, 'log'), 'utf8')}`)
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.on('connect', () => resolve((socket.destroy(), true)))
    socket.on('error', () => resolve(false))
  })
}

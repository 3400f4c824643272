import { createServer, type Socket } from 'node:net'
import { serveImap, type ImapSession } from './imap-session.ts'
import { portOf } from './ports.ts'

export interface StoredMail {
  uid: number
  raw: Buffer
  internalDate: Date
  flags: Set<string>
}

/** What goes wrong, and when. Each is asked at its moment, so that a test decides as it goes. */
export interface ImapFaults {
  /** Before a command is carried out: cuts the line, or answers NO or BAD with that text. */
  command?: (verb: string, line: string) => 'cut' | `NO ${string}` | `BAD ${string}` | undefined
  /** Before a mail is handed over: leaves it out, cuts before it or in the middle of it. */
  fetch?: (uid: number) => 'leave-out' | 'cut' | 'cut-in-mail' | undefined
  /** IDLE is accepted, and nothing is ever said in it. */
  mute?: boolean
}

/**
 * An IMAP4rev1 server for tests (RFC 3501, with IDLE, ID, CONDSTORE and SASL-IR, without UIDPLUS): one account, some
 * folders, and a memory of all that a client said. It answers as a real one would, or goes wrong when told to.
 */
export interface ImapServer {
  readonly port: number
  readonly user: string
  password: string
  /** Accepted with XOAUTH2. */
  accessToken: string
  capabilities: string[]
  faults: ImapFaults
  /** Every command line, without its tag; passwords included. */
  readonly said: string[]
  readonly sessions: Set<ImapSession>
  readonly folders: Map<string, ImapFolder>
  folder(name: string): ImapFolder
  append(raw: string | Buffer, options?: { folder?: string; internalDate?: Date }): StoredMail
  /** Somebody else deletes mails. */
  expunge(uids: number[], folder?: string): void
  /** As after a restore: the same mails, numbered from 1 under another UIDVALIDITY. */
  renumber(folder?: string): void
  /** Cuts every connection without a word. */
  cut(): void
  close(): Promise<void>
}

export interface ImapFolder {
  name: string
  uidValidity: number
  uidNext: number
  mails: StoredMail[]
  /** Servers need not tell it (RFC 3501, 7.1). */
  tellsUidNext: boolean
}

export async function startImapServer(): Promise<ImapServer> {
  const sessions = new Set<ImapSession>()
  const sockets = new Set<Socket>()
  const folders = new Map<string, ImapFolder>()
  const addFolder = (name: string): ImapFolder => {
    const folder = { name, uidValidity: 1000 + folders.size, uidNext: 1, mails: [], tellsUidNext: true }
    folders.set(name, folder)
    return folder
  }
  addFolder('INBOX')

  const listener = createServer((socket) => {
    sockets.add(socket)
    const session = serveImap(socket, server)
    sessions.add(session)
    socket.on('close', () => {
      sockets.delete(socket)
      sessions.delete(session)
    })
  })
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))

  const server: ImapServer = {
    port: portOf(listener),
    user: 'help@shop.example',
    password: 'correct horse',
    accessToken: 'token-1',
    capabilities: [
      'IMAP4rev1',
      'SASL-IR',
      'IDLE',
      'ID',
      'CONDSTORE',
      'ENABLE',
      'NAMESPACE',
      'AUTH=PLAIN',
      'AUTH=XOAUTH2',
    ],
    faults: {},
    said: [],
    sessions,
    folders,
    folder: (name) => folders.get(name) ?? addFolder(name),
    append(raw, { folder: name = 'INBOX', internalDate = new Date() } = {}) {
      const folder = server.folder(name)
      const mail = { uid: folder.uidNext++, raw: Buffer.from(raw), internalDate, flags: new Set<string>() }
      folder.mails.push(mail)
      for (const session of sessions) session.onAppend(folder, mail)
      return mail
    },
    expunge(uids, name = 'INBOX') {
      const folder = server.folder(name)
      folder.mails = folder.mails.filter(({ uid }) => !uids.includes(uid))
      for (const session of sessions) session.onExpunge(folder, uids)
    },
    renumber(name = 'INBOX') {
      const folder = server.folder(name)
      folder.uidValidity += 7
      folder.uidNext = 1
      folder.mails = folder.mails.map((mail) => ({ ...mail, uid: folder.uidNext++ }))
      server.cut()
    },
    cut() {
      for (const socket of sockets) socket.destroy()
    },
    async close() {
      server.cut()
      await new Promise((resolve) => listener.close(resolve))
    },
  }
  return server
}

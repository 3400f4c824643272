import { createServer, type Socket } from 'node:net'
import type { ImapFolder, ImapServer, ImapSession } from './imap-account.ts'
import { serveImap } from './imap-session.ts'
import { portOf } from './ports.ts'

export type { ImapServer } from './imap-account.ts'

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

/** The settings of a channel that reads this mailbox from its first mail on. */
export function settingsOf({ port, user, password }: ImapServer) {
  return { host: '127.0.0.1', port, security: 'none', user, password, startWith: 'everything' } as const
}

import type { Socket } from 'node:net'
import type { ImapFolder, ImapServer, ImapSession, StoredMail } from './imap-account.ts'
import { readCommands, type Word } from './imap-lines.ts'

type Selected = { folder: ImapFolder; readOnly: boolean; view: StoredMail[]; gone: Set<number>; told: number }

/** One conversation. */
export function serveImap(socket: Socket, server: ImapServer): ImapSession {
  let selected: Selected | null = null
  let signedIn = false
  let idling = false
  socket.setNoDelay(true)
  const say = (line: string) => void socket.write(`${line}\r\n`)

  /** EXISTS may come at any time; EXPUNGE not while sequence numbers are in use (RFC 3501, 7.4.1). */
  function tellNews(mayExpunge: boolean): void {
    if (selected === null) return
    if (mayExpunge) {
      for (const uid of selected.gone) {
        const at = selected.view.findIndex((mail) => mail.uid === uid)
        if (at === -1) continue
        selected.view.splice(at, 1)
        // EXPUNGE lowers the count that the client has (RFC 3501, 7.4.1), if that mail was in it.
        if (at < selected.told) selected.told -= 1
        say(`* ${at + 1} EXPUNGE`)
      }
      selected.gone.clear()
    }
    if (selected.told === selected.view.length) return
    selected.told = selected.view.length
    say(`* ${selected.told} EXISTS`)
  }

  async function carryOut(tag: string, words: Word[], line: string, nextLine: () => Promise<string>): Promise<void> {
    const isUid = words[0]?.toUpperCase() === 'UID'
    const [verb = '', ...args] = isUid ? words.slice(1) : words
    const name = verb.toUpperCase()
    server.said.push(line)
    const fault = server.faults.command?.(name, line)
    if (fault === 'cut') return void socket.destroy()
    if (fault !== undefined) return say(`${tag} ${fault}`)
    if (name === 'LOGOUT') {
      say('* BYE until then')
      say(`${tag} OK`)
      return void socket.end()
    }
    const answer = await reply(name, args, isUid, nextLine, tag)
    if (socket.destroyed) return
    if (answer.startsWith('OK')) tellNews(name === 'NOOP' || name === 'IDLE')
    say(`${tag} ${answer}`)
  }

  async function reply(
    name: string,
    args: Word[],
    isUid: boolean,
    nextLine: () => Promise<string>,
    tag: string,
  ): Promise<string> {
    switch (name) {
      case 'CAPABILITY':
        say(`* CAPABILITY ${server.capabilities.join(' ')}`)
        return 'OK'
      case 'ID':
        say('* ID ("name" "simulator")')
        return 'OK'
      case 'NOOP':
        return 'OK'
      case 'LOGIN':
        return signIn(args[0] === server.user && args[1] === server.password)
      case 'AUTHENTICATE':
        return authenticate(args, nextLine)
    }
    if (!signedIn) return 'BAD sign in first'
    switch (name) {
      case 'ENABLE':
        say(`* ENABLED ${args.join(' ')}`)
        return 'OK'
      case 'NAMESPACE':
        say('* NAMESPACE (("" "/")) NIL NIL')
        return 'OK'
      case 'LIST':
      case 'LSUB':
        for (const folder of server.folders.keys()) {
          if (args.includes('*') || args.includes('%') || args.at(-1) === folder) {
            say(`* ${name} (\\HasNoChildren) "/" "${folder}"`)
          }
        }
        return 'OK'
      case 'SELECT':
      case 'EXAMINE':
        return select(args[0] ?? '', name === 'EXAMINE')
    }
    if (selected === null) return 'BAD select a folder first'
    switch (name) {
      case 'IDLE':
        return idle(nextLine)
      case 'SEARCH': {
        const uids = search(selected, args)
        if (uids === null) return 'BAD that search is not known here'
        const numbers = uids.map((uid) => (isUid ? uid : selected!.view.findIndex((mail) => mail.uid === uid) + 1))
        say(`* SEARCH${numbers.map((number) => ` ${number}`).join('')}`)
        return 'OK'
      }
      case 'FETCH':
        return fetch(selected, args, isUid, tag)
      case 'CLOSE':
      case 'UNSELECT':
        selected = null
        return 'OK'
      default:
        return `BAD ${name} is not known here`
    }
  }

  function signIn(isRight: boolean): string {
    signedIn = isRight
    return isRight ? 'OK signed in' : 'NO [AUTHENTICATIONFAILED] wrong user or password'
  }

  async function authenticate([mechanism = '', initial]: Word[], nextLine: () => Promise<string>): Promise<string> {
    let encoded = initial
    if (encoded === undefined) {
      say('+ ')
      encoded = await nextLine()
    }
    const said = Buffer.from(encoded, 'base64').toString()
    if (mechanism.toUpperCase() === 'PLAIN') return signIn(said === `\0${server.user}\0${server.password}`)
    if (mechanism.toUpperCase() !== 'XOAUTH2') return 'NO that mechanism is not known here'
    if (said === `user=${server.user}\u0001auth=Bearer ${server.accessToken}\u0001\u0001`) return signIn(true)
    say(`+ ${Buffer.from('{"status":"401"}').toString('base64')}`)
    await nextLine()
    return signIn(false)
  }

  function select(name: string, readOnly: boolean): string {
    const folder = server.folders.get(name.toUpperCase() === 'INBOX' ? 'INBOX' : name)
    selected = null
    if (!folder) return 'NO [NONEXISTENT] there is no such folder'
    const view = [...folder.mails]
    selected = { folder, readOnly, view, gone: new Set(), told: view.length }
    say('* FLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft)')
    say(`* ${view.length} EXISTS`)
    say('* 0 RECENT')
    say(`* OK [UIDVALIDITY ${folder.uidValidity}] valid`)
    if (folder.tellsUidNext) say(`* OK [UIDNEXT ${folder.uidNext}] next`)
    say('* OK [HIGHESTMODSEQ 1] modseq')
    return readOnly ? 'OK [READ-ONLY] done' : 'OK [READ-WRITE] done'
  }

  async function idle(nextLine: () => Promise<string>): Promise<string> {
    say('+ idling')
    idling = true
    if (!server.faults.mute) tellNews(true)
    const line = await nextLine()
    idling = false
    return line.toUpperCase() === 'DONE' ? 'OK' : 'BAD expected DONE'
  }

  async function fetch({ view, gone, readOnly }: Selected, [set = '', ...items]: Word[], isUid: boolean, tag: string) {
    const wanted = (word: string) => items.some((item) => item.toUpperCase() === word)
    const body = items
      .map((item) => /^BODY(\.PEEK)?\[\](?:<(\d+)\.(\d+)>)?$/i.exec(item))
      .find((match) => match !== null)
    const last = isUid ? (view.at(-1)?.uid ?? 0) : view.length
    for (const [index, mail] of view.entries()) {
      if (!isInSet(set, isUid ? mail.uid : index + 1, last) || gone.has(mail.uid)) continue
      const fault = server.faults.fetch?.(mail.uid)
      if (fault === 'leave-out') continue
      if (fault === 'cut') return (socket.destroy(), tag)
      const parts = [`UID ${mail.uid}`]
      if (wanted('FLAGS')) parts.push(`FLAGS (${[...mail.flags].join(' ')})`)
      if (wanted('RFC822.SIZE')) parts.push(`RFC822.SIZE ${mail.raw.length}`)
      if (wanted('MODSEQ')) parts.push('MODSEQ (1)')
      if (wanted('INTERNALDATE')) parts.push(`INTERNALDATE "${internalDate(mail.internalDate)}"`)
      socket.write(`* ${index + 1} FETCH (${parts.join(' ')}`)
      if (body) {
        const [, peek, start, length] = body
        if (!peek && !readOnly) mail.flags.add('\\Seen')
        const from = Number(start ?? 0)
        const bytes = mail.raw.subarray(from, from + Number(length ?? mail.raw.length))
        socket.write(` BODY[]${start === undefined ? '' : `<${start}>`} {${bytes.length}}\r\n`)
        if (fault === 'cut-in-mail') {
          socket.write(bytes.subarray(0, bytes.length / 2), () => socket.destroy())
          return 'OK'
        }
        // Waits for the client, as a server does that holds its mails on disk.
        if (!socket.write(bytes)) await new Promise((resolve) => socket.once('drain', resolve).once('close', resolve))
      }
      socket.write(')\r\n')
    }
    return 'OK'
  }

  readCommands(socket, carryOut)
  say(`* OK [CAPABILITY ${server.capabilities.join(' ')}] ready`)
  return {
    get isIdling() {
      return idling
    },
    get selected() {
      return selected
    },
    onAppend(folder, mail) {
      if (selected?.folder !== folder) return
      selected.view.push(mail)
      if (idling && !server.faults.mute) tellNews(true)
    },
    onExpunge(folder, uids) {
      if (selected?.folder !== folder) return
      for (const uid of uids) selected.gone.add(uid)
      if (idling && !server.faults.mute) tellNews(true)
    },
  }
}

function search({ view, gone }: Selected, criteria: Word[]): number[] | null {
  const there = view.map(({ uid }) => uid).filter((uid) => !gone.has(uid))
  const [first = '', set = '', ...rest] = criteria
  if (first.toUpperCase() === 'ALL') return there
  if (first.toUpperCase() !== 'UID' || rest.length > 0) return null
  return there.filter((uid) => isInSet(set, uid, there.at(-1) ?? 0))
}

/** `1:5,9,20:*`, where `*` is the last one, and either end may be the larger. */
function isInSet(set: string, number: number, last: number): boolean {
  return set.split(',').some((range) => {
    const [a, b] = range.split(':').map((end) => (end === '*' ? last : Number(end)))
    return number >= Math.min(a!, b ?? a!) && number <= Math.max(a!, b ?? a!)
  })
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

function internalDate(date: Date): string {
  const day = String(date.getUTCDate()).padStart(2)
  return `${day}-${months[date.getUTCMonth()]}-${date.getUTCFullYear()} ${date.toISOString().slice(11, 19)} +0000`
}

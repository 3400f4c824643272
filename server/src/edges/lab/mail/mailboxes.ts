import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { errorCode } from '../../../lib/errors.ts'

export interface StoredMail {
  id: string
  folder: 'inbox' | 'sent'
  atMs: number
  raw: Buffer
}

/** Mailboxes as files, one folder for each address: `<ms>-<count>.<folder>.eml`, so that a listing is in order. */
export interface Mailboxes {
  keep(address: string, folder: StoredMail['folder'], raw: Uint8Array, atMs: number): Promise<StoredMail>
  /** The newest ones, oldest first. */
  newest(address: string, count: number): Promise<StoredMail[]>
  byId(address: string, id: string): Promise<StoredMail | null>
  isClosed(address: string): Promise<boolean>
  setClosed(address: string, isClosed: boolean): Promise<void>
}

const namePattern = /^(\d{13}-\d{4})\.(inbox|sent)\.eml$/
const closedMark = 'closed'

export function openMailboxes(dir: string): Mailboxes {
  // An address has an @, so no folder can be named `..`; everything else that means something to a path is encoded.
  const folderOf = (address: string): string => join(dir, encodeURIComponent(address.trim().toLowerCase()))
  let lastMs = 0
  let count = 0

  async function names(address: string): Promise<string[]> {
    const found = await readdir(folderOf(address)).catch((error: unknown) => {
      if (errorCode(error) === 'ENOENT') return []
      throw error
    })
    return found.filter((name) => namePattern.test(name)).sort()
  }

  async function read(address: string, name: string): Promise<StoredMail> {
    const [, id, folder] = namePattern.exec(name)!
    const raw = await readFile(join(folderOf(address), name))
    return { id: id!, folder: folder === 'sent' ? 'sent' : 'inbox', atMs: Number(id!.slice(0, 13)), raw }
  }

  return {
    async keep(address, folder, raw, atMs) {
      count = atMs === lastMs ? count + 1 : 0
      lastMs = atMs
      const id = `${String(atMs).padStart(13, '0')}-${String(count).padStart(4, '0')}`
      await mkdir(folderOf(address), { recursive: true })
      // Written aside and named when it is whole: a reader never sees half a mail.
      const path = join(folderOf(address), `${id}.${folder}.eml`)
      await writeFile(`${path}.part`, raw)
      await rename(`${path}.part`, path)
      return { id, folder, atMs, raw: Buffer.from(raw) }
    },
    async newest(address, count) {
      const kept = (await names(address)).slice(-count)
      return Promise.all(kept.map((name) => read(address, name)))
    },
    async byId(address, id) {
      const name = (await names(address)).find((one) => one.startsWith(`${id}.`))
      return name === undefined ? null : read(address, name)
    },
    async isClosed(address) {
      return stat(join(folderOf(address), closedMark)).then(
        () => true,
        () => false,
      )
    },
    async setClosed(address, isClosed) {
      const mark = join(folderOf(address), closedMark)
      if (!isClosed) return rm(mark, { force: true })
      await mkdir(folderOf(address), { recursive: true })
      await writeFile(mark, '')
    },
  }
}

import {
  closeSync,
  constants,
  fchownSync,
  fstatSync,
  lchownSync,
  lstatSync,
  openSync,
  readdirSync,
  type Stats,
} from 'node:fs'
import { join } from 'node:path'
import type { Account } from './account.ts'

/**
 * Gives a folder with everything in it to the account, as root. Folders are entered by descriptor and links are never
 * followed, so that a process of the former owner cannot lead us to a file elsewhere. The folder itself comes last:
 * its owner tells the next start whether all of it was given.
 */
export function giveTree(folder: string, account: Account): void {
  const descriptor = openSync(folder, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW)
  try {
    const former = fstatSync(descriptor)
    const here = process.platform === 'linux' ? `/proc/self/fd/${descriptor}` : folder
    for (const name of readdirSync(here)) {
      const path = join(here, name)
      const found = lstatSync(path)
      if (found.isDirectory()) giveTree(path, account)
      else if (!isOf(found, account) && !isElsewhereToo(found, former)) lchownSync(path, account.uid, account.gid)
    }
    if (!isOf(former, account)) fchownSync(descriptor, account.uid, account.gid)
  } finally {
    closeSync(descriptor)
  }
}

const isOf = ({ uid, gid }: Stats, account: Account): boolean => uid === account.uid && gid === account.gid

// A second name for a file of another user is not ours to give.
const isElsewhereToo = (found: Stats, former: Stats): boolean => found.nlink > 1 && found.uid !== former.uid

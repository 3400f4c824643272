import type { LabPerson } from '@throughline/protocol/lab/lab.ts'
import { useCallback } from 'preact/hooks'
import { readLab, readMailbox } from '../api/lab-api.ts'
import { isSetupNeeded, readMe, readThread } from '../api/product-api.ts'
import { usePolled } from '../use-polled.ts'
import type { Evidence } from './steps.ts'

const pollMs = 2000

export interface Watched {
  evidence: Evidence
  /** Whether the person who is signed in may connect channels. */
  mayConnect: boolean
}

/** Looks at the providers and the public API again and again: what really happened ticks the steps off. */
export function useEvidence(person: LabPerson, since: string) {
  const ask = useCallback(async (): Promise<Watched> => {
    const [lab, me] = await Promise.all([readLab(), readMe()])
    const [mailboxes, thread, needed] = await Promise.all([
      Promise.all(person.addresses.map(readMailbox)),
      me === null ? null : readThread(person.addresses),
      me === null ? isSetupNeeded() : false,
    ])
    const mails = mailboxes.flatMap(({ items }) => items)
    return {
      evidence: { lab, person, since, isSetupNeeded: needed, isSignedIn: me !== null, mails, thread },
      mayConnect: me?.permissions.includes('channels.manage') ?? false,
    }
  }, [person, since])
  return usePolled(ask, pollMs)
}

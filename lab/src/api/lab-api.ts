import type { LabMail, LabShop, LabState, NewLabMail } from '@throughline/protocol/lab/lab.ts'
import { call } from './call.ts'

/** The simulated providers. */
const lab = '/try/api'

export interface Mailbox {
  items: LabMail[]
  isClosed: boolean
}

export type SendOutcome = { state: 'sent'; mail: LabMail } | { state: 'refused'; sentence: string }

const mailbox = (address: string): string => `${lab}/mailboxes/${encodeURIComponent(address)}`

export const readLab = (): Promise<LabState> => call('GET', `${lab}/lab`)
export const readMailbox = (address: string): Promise<Mailbox> => call('GET', mailbox(address))
export const setMailboxClosed = (address: string, isClosed: boolean): Promise<void> =>
  call('PUT', `${mailbox(address)}/closed`, { isClosed })
export const sendMail = (mail: Omit<NewLabMail, 'attachments'> & Partial<NewLabMail>): Promise<SendOutcome> =>
  call('POST', `${lab}/mails`, mail)
export const signInAtShop = (personId: string): Promise<{ token: string }> =>
  call('POST', `${lab}/shop/sign-ins`, { personId })
export const connectShop = (pasted: { chatChannelId: string | null; chatSecret: string | null }): Promise<LabShop> =>
  call('PUT', `${lab}/shop`, pasted)

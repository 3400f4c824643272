import type { SecretSetting } from '../../contract.ts'

const mailbox = ['imap.host', 'imap.port', 'imap.security', 'imap.allowUnencrypted', 'imap.user']
const outgoing = ['smtp.host', 'smtp.port', 'smtp.security', 'smtp.allowUnencrypted', 'smtp.user']
const tokenServer = ['imap.oauth.tokenUrl', 'imap.oauth.allowUnencrypted', 'imap.oauth.clientId']

/** With `xoauth2` the access of the mailbox is shown to the outgoing server, too. */
const alsoOutgoing = { setting: 'smtp.auth', is: 'xoauth2', boundTo: outgoing }

export const secretSettings: readonly SecretSetting[] = [
  { path: 'smtp.password', boundTo: outgoing },
  { path: 'imap.password', boundTo: mailbox },
  { path: 'imap.accessToken', boundTo: mailbox, boundWhile: alsoOutgoing },
  { path: 'imap.oauth.clientSecret', boundTo: tokenServer },
  // What it buys is shown to the mail servers: it must not be spent for another one.
  { path: 'imap.oauth.refreshToken', boundTo: [...tokenServer, ...mailbox], boundWhile: alsoOutgoing },
]

import type { businessWords } from './business/words.ts'
import type { channelWords } from './channels/words.ts'
import type { consentWords } from './consents/words.ts'
import type { customerWords } from './customers/words.ts'
import type { emailDomainWords } from './email/domain-words.ts'
import type { emailFailureWords } from './email/failure-words.ts'
import type { emailKindWords } from './email/kind-words.ts'
import type { emailWords } from './email/words.ts'
import type { evidenceWords } from './customers/evidence-words.ts'
import type { fieldWords } from './http/field-words.ts'
import type { httpWords } from './http/words.ts'
import type { issueWords } from './issues/words.ts'
import type { labWords } from './lab/words.ts'
import type { nodeWords } from './nodes/words.ts'
import type { notificationWords } from './notifications/words.ts'
import type { reactingWords } from './reacting/words.ts'
import type { realtimeWords } from './realtime/words.ts'
import type { savedReplyWords } from './saved-replies/words.ts'
import type { signInWords } from './staff/sign-in-words.ts'
import type { smsWords } from './sms/words.ts'
import type { staffWords } from './staff/words.ts'
import type { systemWords } from './system/words.ts'
import type { tagWords } from './tags/words.ts'
import type { telegramWords } from './telegram/words.ts'
import type { threadingWords } from './issues/threading-words.ts'
import type { timelineWords } from './timeline/words.ts'
import type { webchatWords } from './webchat/words.ts'
import type { webhookWords } from './webhooks/words.ts'
import type { whatsappWords } from './whatsapp/words.ts'

/** The registries of codes, by the first part of their codes. Types only: a client takes none of the English along. */
export interface WordsByDomain {
  business: typeof businessWords
  channels: typeof channelWords
  consents: typeof consentWords
  customers: typeof customerWords
  email: typeof emailWords
  email_domain: typeof emailDomainWords
  email_failures: typeof emailFailureWords
  email_kinds: typeof emailKindWords
  evidence: typeof evidenceWords
  fields: typeof fieldWords
  http: typeof httpWords
  issues: typeof issueWords
  lab: typeof labWords
  nodes: typeof nodeWords
  notifications: typeof notificationWords
  reacting: typeof reactingWords
  realtime: typeof realtimeWords
  saved_replies: typeof savedReplyWords
  sign_in: typeof signInWords
  sms: typeof smsWords
  staff: typeof staffWords
  system: typeof systemWords
  tags: typeof tagWords
  telegram: typeof telegramWords
  threading: typeof threadingWords
  timeline: typeof timelineWords
  webchat: typeof webchatWords
  webhooks: typeof webhookWords
  whatsapp: typeof whatsappWords
}

import type { OfServer, ServerWords } from '../../server-words.ts'
import { business } from './business.ts'
import { channelForms } from './channel-forms.ts'
import { channels } from './channels.ts'
import { consents } from './consents.ts'
import { customers } from './customers.ts'
import { email } from './email.ts'
import { emailDomain } from './email-domain.ts'
import { emailFailures } from './email-failures.ts'
import { emailKinds } from './email-kinds.ts'
import { evidence } from './evidence.ts'
import { fields } from './fields.ts'
import { http } from './http.ts'
import { issues } from './issues.ts'
import { lab } from './lab.ts'
import { nodes } from './nodes.ts'
import { notifications } from './notifications.ts'
import { reacting } from './reacting.ts'
import { realtime } from './realtime.ts'
import { savedReplies } from './saved-replies.ts'
import { signIn } from './sign-in.ts'
import { sms } from './sms.ts'
import { staff } from './staff.ts'
import { system } from './system.ts'
import { tags } from './tags.ts'
import { telegram } from './telegram.ts'
import { threading } from './threading.ts'
import { timeline } from './timeline.ts'
import { webchat } from './webchat.ts'
import { webhooks } from './webhooks.ts'
import { whatsapp } from './whatsapp.ts'

const words: ServerWords = {
  business,
  channels,
  consents,
  customers,
  email,
  email_domain: emailDomain,
  email_failures: emailFailures,
  email_kinds: emailKinds,
  evidence,
  fields,
  http,
  issues,
  lab,
  nodes,
  notifications,
  reacting,
  realtime,
  saved_replies: savedReplies,
  sign_in: signIn,
  sms,
  staff,
  system,
  tags,
  telegram,
  threading,
  timeline,
  webchat,
  webhooks,
  whatsapp,
}

/** What the server says, in French. What comes from outside stands in quotation marks. */
export const ofServer: OfServer = { words, channelForms }

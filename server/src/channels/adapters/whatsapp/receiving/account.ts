import { whatsappWords } from '@throughline/protocol/whatsapp/words.ts'
import { joinWordings, type Wording } from '@throughline/protocol/words.ts'
import { z } from 'zod'
import type { InboundAccountEvent, InboundEvent, InboundTemplateEvent } from '../../../contract.ts'
import type { Place } from './events.ts'
import type { Failure, WebhookChange } from './webhook.ts'

// What Meta reports of the account, its numbers and its templates. None of it has an id.

const text = z.string().catch('')
const w = whatsappWords

const Update = z.object({
  event: text,
  current_limit: text,
  decision: text,
  alert_info: z.object({ alert_type: text, alert_severity: text }).catch({ alert_type: '', alert_severity: '' }),
  restriction_info: z.array(z.object({ restriction_type: text })).catch([]),
  violation_info: z.object({ violation_type: text }).catch({ violation_type: '' }),
  ban_info: z.object({ waba_ban_state: text }).catch({ waba_ban_state: '' }),
})
type Update = z.infer<typeof Update>

/** Fields that are about the account or its numbers. */
export const accountFields: ReadonlySet<string> = new Set([
  'account_update',
  'account_alerts',
  'account_review_update',
  'account_settings_update',
  'business_capability_update',
  'business_status_update',
  'business_username_update',
  'partner_solutions',
  'payment_configuration_update',
  'phone_number_name_update',
  'phone_number_quality_update',
  'security',
])

export function readAccountUpdate({ field, value, digest, time }: WebhookChange): InboundEvent[] {
  const update = Update.parse(value)
  const { isTrouble, wording } = field === 'account_update' ? ofAccount(update) : ofNumber(field, update)
  const kind = update.event === '' ? field : update.event.toLowerCase().slice(0, 100)
  return [{ type: 'account', providerId: digest, kind, isTrouble, occurredAt: time, ...wording }]
}

interface Reading {
  isTrouble: boolean
  wording: Wording
}

const trouble = (wording: Wording): Reading => ({ isTrouble: true, wording })
const news = (wording: Wording): Reading => ({ isTrouble: false, wording })

function ofAccount(update: Update): Reading {
  const { event, restriction_info: restrictions, violation_info: violation, ban_info: ban } = update
  switch (event) {
    case 'ACCOUNT_DELETED':
      return trouble(w.account_deleted())
    case 'ACCOUNT_RESTRICTION':
      return trouble(
        w.account_restricted({ restrictions: restrictions.map((one) => one.restriction_type).join(', ') || event }),
      )
    case 'ACCOUNT_VIOLATION':
      return trouble(w.account_violation({ violation: violation.violation_type || event }))
    case 'DISABLED_UPDATE':
      return ban.waba_ban_state === 'REINSTATE'
        ? news(w.account_reinstated())
        : trouble(w.account_disabled({ state: ban.waba_ban_state || event }))
    case 'ACCOUNT_OFFBOARDED':
      return trouble(w.account_offboarded())
    case 'ACCOUNT_RECONNECTED':
      return news(w.account_reconnected())
    case 'PARTNER_REMOVED':
    case 'PARTNER_APP_UNINSTALLED':
      return trouble(w.account_partner_removed())
    default:
      return news(w.account_event({ event: event || 'account_update' }))
  }
}

function ofNumber(field: string, { event, current_limit: limit, decision, alert_info: alert }: Update): Reading {
  const said = [event || field, limit, decision, alert.alert_type].filter((part) => part !== '').join(', ')
  if (field === 'phone_number_quality_update') {
    return { isTrouble: event === 'FLAGGED' || event === 'DOWNGRADE', wording: w.number_quality({ event: said }) }
  }
  const isTrouble = alert.alert_severity === 'CRITICAL' || decision === 'REJECTED'
  return { isTrouble, wording: w.account_event({ event: said }) }
}

/** An error that is of no message. */
export function errorEvent(place: Place, { code, said }: Failure, id: string): InboundAccountEvent {
  const wording = w.account_error({ code, title: said.slice(0, 500) })
  return { type: 'account', ...place, providerId: id, kind: 'error', isTrouble: true, occurredAt: null, ...wording }
}

const Template = z.object({
  message_template_name: z.string().min(1),
  message_template_language: text,
  event: text,
  reason: text,
  rejection_info: z.object({ reason: text }).catch({ reason: '' }),
  new_quality_score: text,
  new_category: text,
  correct_category: text,
})

const changeByField: Readonly<Record<string, InboundTemplateEvent['change']>> = {
  message_template_status_update: 'status',
  message_template_quality_update: 'quality',
  template_category_update: 'category',
  message_template_components_update: 'components',
}

export const isOfTemplate = (field: string): boolean => Object.hasOwn(changeByField, field)

/** Null for what names no template. */
export function readTemplate({ field, value, digest, time }: WebhookChange): InboundTemplateEvent | null {
  const { data } = Template.safeParse(value)
  if (!data) return null
  const { message_template_name: name, message_template_language: language } = data
  const change = changeByField[field]!
  const { to, wording } = becameOf(change, data)
  return { type: 'template', providerId: digest, name, language, change, to, occurredAt: time, ...wording }
}

function becameOf(
  change: InboundTemplateEvent['change'],
  template: z.infer<typeof Template>,
): { to: string; wording: Wording } {
  const { message_template_name: name, message_template_language: language } = template
  if (change === 'quality') {
    const quality = template.new_quality_score
    return { to: quality, wording: w.template_quality({ name, language, quality }) }
  }
  if (change === 'category') {
    const category = template.new_category || template.correct_category
    return { to: category, wording: w.template_category({ name, language, category }) }
  }
  if (change === 'components') return { to: 'CHANGED', wording: w.template_components({ name, language }) }
  const reason = template.rejection_info.reason || (template.reason === 'NONE' ? '' : template.reason)
  const wording = w.template_status({ name, language, status: template.event })
  return {
    to: template.event,
    wording: reason === '' ? wording : joinWordings(wording, w.template_because({ reason: reason.slice(0, 1000) })),
  }
}

import { createElement } from 'react'
import { w } from '../words/words.ts'
import {
  IconAt,
  IconBrandTelegram,
  IconBrandWhatsapp,
  IconCode,
  IconDeviceMobile,
  IconHash,
  IconMail,
  IconMessage,
  IconPhone,
  IconUser,
  IconWorld,
  type Icon,
} from './icons.ts'

const iconByChannelKind: Record<string, Icon> = {
  email: IconMail,
  api: IconCode,
  webchat: IconMessage,
  sms: IconDeviceMobile,
  whatsapp: IconBrandWhatsapp,
  telegram: IconBrandTelegram,
  voice: IconPhone,
}

const iconByIdentityKind: Record<string, Icon> = {
  email: IconMail,
  phone: IconPhone,
  account: IconUser,
  handle: IconAt,
  device: IconDeviceMobile,
}

export interface ChannelIconProps {
  kind: string
  size?: number
  /** The channel's name stands beside it: said once is enough. */
  isWordBeside?: boolean
}

export function ChannelIcon({ kind, size = 14, isWordBeside = false }: ChannelIconProps) {
  return createElement(iconByChannelKind[kind] ?? IconWorld, {
    size,
    stroke: 1.75,
    ...(isWordBeside ? { 'aria-hidden': true } : { role: 'img', 'aria-label': w.channelWords.name(kind) }),
    style: { flex: 'none' },
  })
}

export function IdentityIcon({ kind, size = 14 }: { kind: string; size?: number }) {
  return createElement(iconByIdentityKind[kind] ?? IconHash, {
    size,
    stroke: 1.75,
    'aria-hidden': true,
    style: { flex: 'none' },
  })
}

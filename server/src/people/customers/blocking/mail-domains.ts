import { customerWords } from '@throughline/protocol/customers/words.ts'
import type { Wording } from '@throughline/protocol/words.ts'
import { asciiDomain } from '../../../lib/ascii-domain.ts'
import { AppError } from '../../../lib/errors.ts'

/** Where everybody may have an address: who writes from there has nothing in common. */
const publicProviders = `
  126.com 139.com 163.com 189.cn aim.com alice.it aliyun.com aol.com arcor.de att.net bell.net bigpond.com
  bluewin.ch bol.com.br btinternet.com charter.net comcast.net cox.net duck.com email.cz email.de fastmail.com
  fastmail.fm foxmail.com free.fr freenet.de gmail.com gmx.at gmx.ch gmx.com gmx.de gmx.net googlemail.com
  hey.com hotmail.co.uk hotmail.com hotmail.de hotmail.fr hotmail.it hushmail.com icloud.com inbox.lv
  interia.pl juno.com laposte.net libero.it live.com live.de live.fr mac.com mail.com mail.de mail.ru
  mailbox.org me.com msn.com naver.com neuf.fr ntlworld.com o2.pl online.de onet.pl optonline.net orange.fr
  outlook.com outlook.de outlook.fr pm.me posteo.de proton.me protonmail.com qq.com rambler.ru rediffmail.com
  rocketmail.com sapo.pt sbcglobal.net seznam.cz sfr.fr shaw.ca sina.com sky.com t-online.de talktalk.net
  telenet.be terra.com.br tiscali.it tuta.com tutanota.com ukr.net uol.com.br verizon.net virgilio.it
  virginmedia.com wanadoo.fr web.de wp.pl xtra.co.nz yahoo.co.jp yahoo.co.uk yahoo.com yahoo.com.br yahoo.de
  yahoo.fr yahoo.it yandex.ru yandex.com ymail.com ziggo.nl zoho.com
`
  .trim()
  .split(/\s+/)

/** Registries sell names below these. */
const registries = /^(?:[^.]+|(?:ac|co|com|edu|gov|gv|me|ne|net|nom|or|org)\.[a-z]{2})$/

/** A domain as somebody typed it, perhaps with an @ before it, in its one spelling. Null when it is none. */
export function readDomain(typed: string): string | null {
  const ascii = asciiDomain(
    typed
      .trim()
      .replace(/^.*@/, '')
      .replace(/^\*?\./, '')
      .replace(/\.$/, ''),
  )
  if (ascii === null || ascii.length > 253 || /^[\d.]+$/.test(ascii)) return null
  return ascii.split('.').every((label) => /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/.test(label)) ? ascii : null
}

/** Why everybody would be hit by blocking it; null: it may be blocked. */
export function whyNotBlocked(domain: string): Wording | null {
  if (registries.test(domain)) return customerWords.domain_of_registry({ domain })
  if (publicProviders.some((provider) => isWithin(provider, domain)))
    return customerWords.domain_of_provider({ domain })
  return null
}

export function refuseUnblockable(typed: string, isOurs: (domain: string) => boolean): string {
  const domain = readDomain(typed)
  const why =
    domain === null
      ? customerWords.no_domain({ typed: typed.slice(0, 100) })
      : (whyNotBlocked(domain) ?? (isOurs(domain) ? customerWords.domain_of_ours({ domain }) : null))
  if (why !== null || domain === null) throw new AppError('invalid_request', why ?? customerWords.no_domain({ typed }))
  return domain
}

/** It is the other one, or below it. */
export function isWithin(domain: string, other: string): boolean {
  return domain === other || domain.endsWith(`.${other}`)
}

/** The domain of a mail address and all above it but the last one: any of them may be blocked. Empty for what is no mail address. */
export function domainsOf({ kind, value }: { kind: string; value: string }): string[] {
  if (kind !== 'email' || !value.includes('@')) return []
  // What is no whole address is kept as it was given.
  const labels = value
    .slice(value.lastIndexOf('@') + 1)
    .trim()
    .toLowerCase()
    .replace(/\.$/, '')
    .split('.')
  return labels.slice(0, -1).map((_, index) => labels.slice(index).join('.'))
}

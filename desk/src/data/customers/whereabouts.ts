import type { VisitorPage } from '@throughline/protocol/realtime/visitor-page.ts'
import { locale } from '../../words/locale.ts'
import { w } from '../../words/words.ts'
import { pathOf } from './visitor-name.ts'

/** "kettle.example/kettles" */
export function addressOf({ url }: Pick<VisitorPage, 'url'>): string {
  const path = pathOf(url)
  const host = URL.parse(url)?.host ?? ''
  return path === host ? host : `${host}${path}`
}

/** "Portugal", else "Lisbon time zone": a clock says where a browser was set up, not where somebody is. */
export function whereaboutsOf({ country, timeZone }: Pick<VisitorPage, 'country' | 'timeZone'>): string | null {
  if (country !== null) return new Intl.DisplayNames(locale(), { type: 'region' }).of(country) ?? country
  // Zones such as Etc/GMT+3 name no city.
  const city = timeZone === null || timeZone.startsWith('Etc/') ? undefined : timeZone.split('/').at(-1)
  return city ? w.who.timeZone(city.replaceAll('_', ' ')) : null
}

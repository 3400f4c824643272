import { IconShop } from '../look/icons.tsx'
import type { Panel } from '../panel.ts'
import { w } from '../words.ts'

/** The shop is a page of its own, as a shop is: with the widget's snippet on it and nothing of the lab. */
export const shopPanel: Panel = {
  id: 'shop',
  name: w.shop.name,
  icon: IconShop,
  View({ lab, person, begun }) {
    const query = new URLSearchParams({ person: person.id, channel: lab.shop.chatChannelId ?? '' })
    if (begun > 0) query.set('chat', String(begun))
    // oxlint-disable-next-line react/iframe-missing-sandbox -- the shop is a whole page of its own, scripts and storage included
    return <iframe class="fill" title={w.shop.title} src={`/try/shop?${query}`} />
  },
}

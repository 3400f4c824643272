import type { TagColour } from '@throughline/protocol/tags/tags.ts'

export const colourByTag = {
  Refund: 'red',
  Warranty: 'blue',
  Delivery: 'green',
  Invoice: 'yellow',
  'Spare part': 'teal',
  Wholesale: 'purple',
} as const satisfies Record<string, TagColour>
export type TagName = keyof typeof colourByTag

/** Of what many others write. */
export const tagBySubject: Record<string, TagName> = {
  'Change my delivery to Saturday': 'Delivery',
  'Spare glass for the French press': 'Spare part',
  'Two parcels, one order': 'Delivery',
  Faktura: 'Invoice',
  'Warranty of a second-hand machine': 'Warranty',
  'Broken on arrival': 'Delivery',
  'Customs papers': 'Delivery',
}

import { mailPanel } from './mail/mail-panel.tsx'
import type { Panel } from './panel.ts'
import { shopPanel } from './shop/shop-panel.tsx'

/** The customer's things. A phone (SMS, calls) and the messengers come here. */
export const panels: readonly Panel[] = [shopPanel, mailPanel]

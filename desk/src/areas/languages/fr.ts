import { fr as shared } from '../../words/fr.ts'
import type { Groups } from '../../words/words.ts'

/** In one request: what the whole desk says, and what each area says. */
export const fr = { ...shared, ofAreas: import.meta.glob<Groups>('../**/words/fr.ts', { eager: true, import: 'fr' }) }

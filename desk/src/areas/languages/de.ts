import { de as shared } from '../../words/de.ts'
import type { Groups } from '../../words/words.ts'

/** In one request: what the whole desk says, and what each area says. */
export const de = { ...shared, ofAreas: import.meta.glob<Groups>('../**/words/de.ts', { eager: true, import: 'de' }) }

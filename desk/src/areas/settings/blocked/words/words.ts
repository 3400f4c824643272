import { wordsWith } from '../../../../words/words.ts'
import { en } from './en.ts'

export const w = wordsWith(en)

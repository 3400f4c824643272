import { en } from './en.ts'

/** Every catalogue says the same things: a missing key does not compile. */
export type Words = typeof en

/** The catalogue in use. Read it while drawing, never at the top of a file. */
export const w: Words = en

import { z } from 'zod'

/** In characters, wherever a password is chosen: API, desk, sign-in and settings. */
export const passwordLength = { least: 12, most: 200 } as const

const { least, most } = passwordLength
export const Password = z.string().min(least, `at least ${least} characters`).max(most)

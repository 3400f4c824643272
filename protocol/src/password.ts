/** In characters, wherever a password is chosen: API, desk, sign-in and settings. */
export const passwordLength = { least: 12, most: 200 } as const

/** What was looked at, what was found, and what to do about it when it is not right. */
export interface Finding {
  name: string
  ok: boolean
  sentence: string
  advice?: string
}

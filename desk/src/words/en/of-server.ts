/** What the server says itself: in English, so here it is said as it is. Only choices are written as people write them. */
const choices: Record<string, string> = {
  tls: 'TLS',
  starttls: 'STARTTLS',
  none: 'None',
  password: 'Password',
  xoauth2: 'OAuth 2',
  everything: 'Everything',
  new: 'Only what is new',
  end: 'At the end',
  start: 'At the start',
  auto: 'Like the system',
  light: 'Light',
  dark: 'Dark',
}

export const ofServer = {
  ofServer: {
    sentence: (said: string) => said,
    /** A field of a channel's settings: its name, what it is for, a choice. */
    field: (said: string) => choices[said] ?? said,
    /** A refusal, by its code; what is not here is said in the server's words. */
    problems: {} as Partial<Record<string, string>>,
  },
}

/** Answers to senders. 4xx: try again later; 5xx: give up and tell the author, who reads this sentence. */
export interface Reply {
  code: number
  text: string
}

export const reply = {
  recorded: '2.0.0 Recorded',
  unknownRecipient: { code: 550, text: '5.1.1 No mail is received for this address here' },
  tryingNames: { code: 421, text: '4.7.0 Too many unknown addresses' },
  tooManyOfYou: { code: 421, text: '4.7.0 Too many connections from your address, try again later' },
  tooMany: { code: 421, text: '4.3.2 Too many connections, try again later' },
  makeRoom: { code: 421, text: '4.3.2 Others are waiting, try again later' },
  tooSilent: { code: 421, text: '4.4.2 Nothing was said, closing' },
  tryAgain: { code: 451, text: '4.3.0 The mail could not be recorded just now, try again later' },
  noRoom: { code: 452, text: '4.3.1 Too many large mails at once, try again later' },
  tooSlow: { code: 421, text: '4.4.2 No mail was finished in time, closing' },
  interrupted: { code: 451, text: '4.4.2 The transfer was interrupted' },
  stopping: { code: 421, text: '4.3.2 This server is stopping, try again later' },
  tooLarge: (maxBytes: number): Reply => ({
    code: 552,
    text: `5.3.4 The mail is larger than the ${Math.floor(maxBytes / 1024 / 1024)} MB that are accepted here`,
  }),
} as const

export function refusal({ code, text }: Reply): Error & { responseCode: number } {
  return Object.assign(new Error(text), { responseCode: code })
}

import type { Scene } from '../telling/director.ts'
import type { Story } from '../telling/story.ts'
import { minutesAgo } from '../telling/times.ts'

/** Somebody wants into Nia's account: she and the admin are notified, once, and nothing is opened. */
export const theGuesser = (story: Story): Scene => ({
  title: 'The guesser',
  tell(at) {
    at(minutesAgo(205), () => story.guesses('nia', ['203.0.113.77', '198.51.100.140']))
  },
})

/** A program advertises in the chat as ever new visitors: a few come through, the rest is refused and counted. */
export const theFlood = (story: Story): Scene => ({
  title: 'The flood',
  tell(at) {
    const texts = Array.from(
      { length: 180 },
      (_, index) => `Ten thousand real followers for your shop, today only: offer ${index + 1}`,
    )
    at(minutesAgo(165), () => story.floods('198.51.100.23', texts))
  },
})

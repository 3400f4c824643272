import { startCommand } from '../lib/config.ts'
import { giveUp, main } from '../main.ts'
import type { Command } from './command.ts'

/** The product itself: it goes on until a signal ends it, and says by itself why it could not start. */
export const start: Command = {
  line: startCommand,
  async run(args) {
    await main(process.env, args).catch(giveUp)
    return 0
  },
}

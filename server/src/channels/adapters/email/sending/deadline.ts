import { emailFailureWords } from '@throughline/protocol/email/failure-words.ts'
import { minuteMs } from '../../../../lib/clock.ts'
import { ChannelError } from '../../../contract.ts'

export class TooSlow extends ChannelError {
  constructor() {
    super('retryable', 'too_slow', emailFailureWords.too_slow(), { retryAfterMs: 5 * minuteMs })
  }
}

export function startDeadline(afterMs: number): { passed: Promise<never>; stop(): void } {
  let timer: NodeJS.Timeout | undefined
  const passed = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new TooSlow()), afterMs)
  })
  return { passed, stop: () => clearTimeout(timer) }
}

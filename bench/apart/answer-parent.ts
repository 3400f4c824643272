import type { Answers, Call, Reply } from './start-apart.ts'

/** The other side of `startApart`: answers calls until the parent hangs up. */
export function answerParent(answers: Answers): void {
  process.on('message', (message) => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the parent is our own
    void answer(answers, message as Call).then((reply) => process.send?.(reply))
  })
  process.once('disconnect', () => process.exit(0))
}

async function answer(answers: Answers, { id, name, args }: Call): Promise<Reply> {
  try {
    return { id, value: await answers[name]!(...args) }
  } catch (error) {
    return { id, problem: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}

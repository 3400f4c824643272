import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { withPriorityOf } from './hash-workers.ts'
import { hashPassword, verifyPassword } from './password.ts'

/** Of each thread of this process, as `nice` counts. */
function nicenessOfThreads(): number[] {
  return readdirSync('/proc/self/task').map((thread) => {
    const stat = readFileSync(`/proc/self/task/${thread}/stat`, 'utf8')
    // The name may have spaces in it, and ends with a bracket; the niceness is the 17th field after it.
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[16])
  })
}

test.runIf(process.platform === 'linux')(
  'what is probably a guess is hashed by a thread that gives way more',
  async () => {
    const hash = await hashPassword('correct horse battery staple')
    const usual = nicenessOfThreads()
    expect(Math.max(...usual)).toBeLessThan(10)
    const isRight = await withPriorityOf('suspect', () =>
      verifyPassword({ hash, password: 'correct horse battery staple' }),
    )
    expect(isRight).toBe(true)
    expect(Math.max(...nicenessOfThreads())).toBe(10)
  },
)

import { availableParallelism } from 'node:os'
import { configDefaults, defineConfig } from 'vitest/config'

const sources = '{protocol,server,bench,bin,desk,widget,lab}'

/** These look at their own process (threads, heap), or replace a module that others have loaded. */
const ofTheirOwnProcess = [
  'server/src/lib/spare-memory.test.ts',
  'server/src/people/staff/sign-in/passwords/hash-workers.test.ts',
  'server/test/security/hostile-servers/{imap,imap-many-small,name-server,s3-answers,smtp}.test.ts',
]

export default defineConfig({
  test: {
    globalSetup: ['server/test/global-setup.ts'],
    // Limits for what hangs, not for what is slow: the machine may be busy with other things.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // A condition is waited for as long as it may take where everything runs at once; who is done sooner goes on sooner.
    expect: { poll: { timeout: 20_000 } },
    // Test files of a part run one after the other in the same few processes, so that each process loads the product
    // once (docs/decisions/0033). Whatever a file opens it closes.
    isolate: false,
    unstubGlobals: true,
    // One for each core: tests wait for the database and for browsers as often as for the processor.
    maxWorkers: Math.max(2, availableParallelism()),
    projects: [
      part('unit', [`${sources}/**/*.test.ts`], ['**/*.db.test.ts', ...ofTheirOwnProcess]),
      { extends: true, test: { name: 'apart', include: ofTheirOwnProcess, isolate: true } },
      part('db', [`${sources}/**/*.db.test.ts`], ['server/test/**']),
      part('flows', ['server/test/**/*.db.test.ts']),
      // After the others, one file at a time: a server and a browser of its own are as much as two cores carry.
      {
        extends: true,
        test: { name: 'browser', include: ['e2e/**/*.test.ts'], fileParallelism: false, sequence: { groupOrder: 1 } },
      },
    ],
  },
})

function part(name: string, include: string[], exclude: string[] = []) {
  return { extends: true as const, test: { name, include, exclude: [...configDefaults.exclude, ...exclude] } }
}

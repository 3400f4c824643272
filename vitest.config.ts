import { availableParallelism } from 'node:os'
import { configDefaults, defineConfig } from 'vitest/config'

const sources = '{protocol,server,bench,bin,desk,widget,lab}'

/** These look at their own process (threads, heap), or replace a module that others have loaded. */
const ofTheirOwnProcess = [
  'server/src/lib/spare-memory.test.ts',
  'server/src/people/staff/sign-in/passwords/hash-workers.test.ts',
  'server/test/security/hostile-servers/{imap,imap-many-small,name-server,s3-answers,smtp}.test.ts',
]

/** These start several nodes, databases or releases, kill them, and look at what is promised meanwhile. */
const wholePrograms = [
  'bench/{crash,three-nodes}/**/*.test.ts',
  'server/test/{operating,databases,releases}/**/*.test.ts',
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
      part('unit', [`${sources}/**/*.test.ts`], ['**/*.db.test.ts', ...ofTheirOwnProcess, ...wholePrograms]),
      { extends: true, test: { name: 'apart', include: ofTheirOwnProcess, isolate: true } },
      part('db', [`${sources}/**/*.db.test.ts`], ['server/test/**', ...wholePrograms]),
      part('flows', ['server/test/**/*.db.test.ts'], wholePrograms),
      // After the others, one file at a time: what these promise is promised for a machine that does not do it twice.
      alone('operating', wholePrograms, 1),
      alone('browser', ['e2e/**/*.test.ts'], 2),
    ],
  },
})

function part(name: string, include: string[], exclude: string[] = []) {
  return { extends: true as const, test: { name, include, exclude: [...configDefaults.exclude, ...exclude] } }
}

function alone(name: string, include: string[], groupOrder: number) {
  return { extends: true as const, test: { name, include, fileParallelism: false, sequence: { groupOrder } } }
}

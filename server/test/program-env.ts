import { join } from 'node:path'

/**
 * What a program of ours that a test starts has of this process: the way to other programs, and where Node keeps what it
 * compiled, which saves a quarter of each start but the first.
 */
export const programEnv = {
  PATH: process.env['PATH'],
  NODE_COMPILE_CACHE: join(import.meta.dirname, '../../node_modules/.cache/compiled'),
}

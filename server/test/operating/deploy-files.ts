import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect } from 'vitest'
import { readConfig } from '../../src/lib/config.ts'

// The files of `deploy/` as tests read them, with secrets that were made for this run.

export const root = join(import.meta.dirname, '../../..')
export const read = (path: string): string => readFileSync(join(root, path), 'utf8')

const folder = mkdtempSync(join(tmpdir(), 'throughline-deploy-'))
export const secretsFile = join(folder, '.env')
execFileSync(join(root, 'deploy/new-secrets.sh'), [secretsFile])
export const secrets = readEnvFile(readFileSync(secretsFile, 'utf8'))
afterAll(() => rmSync(folder, { recursive: true }))

const settingsPage = read('docs/operate/settings.md')
const knownSettings = new Set([...settingsPage.matchAll(/`([A-Z][A-Z0-9_]+)`|, ([A-Z][A-Z0-9_]+)`/g)].map((m) => m[1]!))

/** Settings in a file of lines `NAME=value`, those behind a `#` as well. */
export function readEnvFile(text: string): Record<string, string> {
  return Object.fromEntries([...text.matchAll(/^(?:# )?([A-Z][A-Z0-9_]*)=(.*)$/gm)].map((m) => [m[1]!, m[2]!]))
}

/** As the product reads it; a wrong value throws its sentence. */
export function drainSeconds(env: Record<string, string>): number {
  for (const name of Object.keys(env)) expect(knownSettings).toContain(name)
  const { noticeMs, withinMs } = readConfig(env).drain
  return (noticeMs + withinMs) / 1000
}

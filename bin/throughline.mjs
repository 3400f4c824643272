#!/usr/bin/env node
// The operator's command line. Runs on whatever Node is there, and hands over to the pinned one when that is too old.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const cli = fileURLToPath(new URL('../server/src/cli/cli.ts', import.meta.url))
const pinned = fileURLToPath(new URL('../node_modules/.bin/node', import.meta.url))
const isRecent = Number(process.versions.node.split('.')[0]) >= 24
const node = isRecent || !existsSync(pinned) ? process.execPath : pinned
const { status } = spawnSync(node, [cli, ...process.argv.slice(2)], { stdio: 'inherit' })
process.exit(status ?? 1)

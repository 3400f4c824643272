#!/usr/bin/env node
// The operator's command line. Runs on whatever Node is there, and hands over to the packaged one when that is too old.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const cli = new URL('../server/src/cli/cli.ts', import.meta.url)
const packaged = fileURLToPath(new URL('../node_modules/.bin/node', import.meta.url))

// npx passes no signal on, and what ends it would leave this process running: it has another parent then.
if (process.env['npm_command'] === 'exec') {
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    process.kill(process.pid, 'SIGTERM')
  }, 500)
  watch.unref()
}

if (Number(process.versions.node.split('.')[0]) >= 24) await import(cli)
else if (existsSync(packaged)) handOver()
else {
  process.stderr.write(`Node 24 or newer is needed, and this is ${process.versions.node}. Run npm ci: it brings one.\n`)
  process.exit(1)
}

/** Stands in for the other process: what is sent to this one reaches it, and its end is this one's. */
function handOver() {
  // By the channel the other one notices when this one is killed.
  const child = spawn(packaged, [fileURLToPath(cli), ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    // glibc keeps freed memory in as many arenas as threads have asked: two keep a tenth less.
    env: { MALLOC_ARENA_MAX: '2', ...process.env },
  })
  const signals = ['SIGTERM', 'SIGINT', 'SIGHUP']
  for (const signal of signals) process.on(signal, () => child.kill(signal))
  child.once('error', (error) => {
    process.stderr.write(`${packaged} could not be started: ${error.message}\n`)
    process.exit(1)
  })
  child.once('exit', (code, signal) => {
    if (signal === null) process.exit(code)
    process.removeAllListeners(signal)
    process.kill(process.pid, signal)
  })
}

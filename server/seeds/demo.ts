import { existsSync } from 'node:fs'
import { relative } from 'node:path'
import { buildForBrowsers } from '../src/run/browser-builds.ts'
import { readCommandLine } from '../src/lib/command-line.ts'
import { readConfig, startCommand } from '../src/lib/config.ts'
import { giveUp, main } from '../src/main.ts'
import { labOrdersUrl } from '../src/edges/lab/lab.ts'
import { tellBusyDay } from './busy-day/busy-day.ts'
import { demoPassword, staff } from './cast.ts'
import { fill } from './fill.ts'

const demoCommand = {
  ...startCommand,
  command: 'npm run demo --',
  what: 'Starts Throughline on a data folder of its own, which the first start fills with the story of a busy day.',
}

/** `npm run demo`: the product on a data folder of its own, which the first start fills with the busy day. */
async function demo(): Promise<void> {
  const { help } = readCommandLine(process.argv.slice(2), demoCommand)
  if (help !== null) return say(help)
  // Said by hand, each of them counts; left out, the demo has its own.
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    DATA_DIR: process.env['DATA_DIR'] ?? './data-demo',
    LAB: process.env['LAB'] ?? 'on',
  }
  const given = readConfig(env, process.argv.slice(2))
  // The shop's order system is on this machine, and takes webhooks.
  if (env['ALLOWED_PRIVATE_HOSTS'] === undefined && given.lab !== null)
    env['ALLOWED_PRIVATE_HOSTS'] = new URL(labOrdersUrl(given.port)).host
  const config = readConfig(env, process.argv.slice(2))
  if (config.databaseUrl !== null) {
    throw new Error('The demo brings its own database: start it without DATABASE_URL.')
  }
  if (!existsSync(config.dataDir)) {
    say('Telling the story of a busy day, once …')
    const startedAt = performance.now()
    // What browsers get is built meanwhile, by a process of its own.
    await fill(config, tellBusyDay, { meanwhile: (dataDir) => buildForBrowsers({ dataDir, say }) })
    say(`Told in ${Math.round((performance.now() - startedAt) / 1000)} s.`)
  }
  await main(env, process.argv.slice(2))
  say(`  Sign in with the password ${demoPassword} as`)
  for (const { name, email, about } of Object.values(staff)) say(`    ${email.padEnd(22)} ${name}, who ${about}`)
  say(`  Everything is in ${relative('.', config.dataDir) || '.'}; delete that folder to begin anew.`)
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

process.umask(0o077)
demo().catch(giveUp)

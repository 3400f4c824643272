import { readConfig, type Config } from '../lib/config.ts'
import { messageOf, SettingError } from '../lib/errors.ts'
import { misspeltSettings } from '../lib/misspelt-settings.ts'
import { checkClamd } from './doctor/clamd.ts'
import { checkDatabase } from './doctor/database.ts'
import type { Finding } from './doctor/finding.ts'
import { checkFiles, checkFolder, checkKey, checkSpace } from './doctor/storage.ts'
import { checkNats } from './doctor/nats.ts'
import { checkNodes } from './doctor/nodes.ts'
import { checkHttpPort, checkMailPort, checkOutgoingMail, checkProxy } from './doctor/network.ts'
import { checkOpenId } from './doctor/openid.ts'
import { command } from './command.ts'
import type { Printer } from './printer.ts'

const checks: Record<string, (config: Config) => Promise<Finding[]>> = {
  Folder: checkFolder,
  Database: checkDatabase,
  Key: checkKey,
  Files: checkFiles,
  ClamAV: checkClamd,
  NATS: checkNats,
  Nodes: checkNodes,
  Space: checkSpace,
  Web: checkHttpPort,
  Proxy: checkProxy,
  OpenID: checkOpenId,
  'Mail in': checkMailPort,
  'Mail out': checkOutgoingMail,
}

export const doctor = command(
  {
    command: 'npx throughline doctor',
    what: 'Checks settings, database, ports, mail, storage and time, and says what to do about what is wrong.',
    options: {},
  },
  (_given, out) => examine(out),
)

/** Looks at everything the product needs. Starts nothing, and changes nothing in the data folder. */
async function examine(out: Printer): Promise<number> {
  const findings: Finding[] = [checkNode()]
  let config: Config | null = null
  try {
    config = readConfig(process.env)
    const advice = misspeltSettings(process.env).join(' ')
    findings.push({ name: 'Settings', ok: true, sentence: 'Every setting makes sense.', ...(advice && { advice }) })
  } catch (error) {
    const name = error instanceof SettingError ? error.setting : 'settings'
    findings.push({ name: 'Settings', ok: false, sentence: messageOf(error), advice: `Correct ${name} and try again.` })
  }
  if (config) {
    for (const [name, check] of Object.entries(checks)) {
      findings.push(
        ...(await check(config).catch((error: unknown) => [{ name, ok: false, sentence: messageOf(error) }])),
      )
    }
  }
  const ok = findings.every((finding) => finding.ok)
  out.result({ ok, findings }, [
    ...findings.flatMap(linesOf),
    '',
    ok ? 'All is well.' : 'Something needs you: see the lines marked ✗.',
  ])
  return ok ? 0 : 1
}

function checkNode(): Finding {
  const [major] = process.versions.node.split('.')
  const ok = Number(major) >= 24
  return {
    name: 'Node',
    ok,
    sentence: `Node ${process.versions.node}.`,
    ...(ok ? {} : { advice: 'Run npm ci: it brings Node 24.' }),
  }
}

function linesOf({ name, ok, sentence, advice }: Finding): string[] {
  const line = `${ok ? '✓' : '✗'} ${name.padEnd(10)} ${sentence}`
  return advice === undefined ? [line] : [line, `  ${' '.repeat(10)} → ${advice}`]
}

import { join } from 'node:path'
import { UsageError, type CommandLine } from '../lib/command-line.ts'
import { readConfig } from '../lib/config.ts'
import { SettingError } from '../lib/errors.ts'
import { command } from './command.ts'
import type { Printer } from './printer.ts'
import { compareReleases, type Comparison } from './upgrade/compare-releases.ts'
import { findRelease } from './upgrade/find-release.ts'
import { describeRelease } from './upgrade/release-manifest.ts'

const root = join(import.meta.dirname, '../../..')

const line = {
  command: 'npx throughline upgrade',
  what: 'Says what an upgrade would do: which migrations, with or without a stop. Changes nothing.',
  options: { check: { type: 'boolean', what: 'look, and do nothing else' } },
  positionals: { usage: '[RELEASE]', min: 0, max: 1, missing: '' },
} as const satisfies CommandLine

export const upgrade = command(line, ({ values, positionals }, out) => {
  if (values.check === true) return check(positionals[0], out)
  throw new UsageError(
    'Say --check. To upgrade, unpack the new release and start it: docs/operate/upgrading.md says how.',
    line,
  )
})

/** Asks the network only where a setting or the command names an address. */
async function check(named: string | undefined, out: Printer): Promise<number> {
  const config = readConfig(process.env)
  const place = named ?? config.upgradeFeedUrl
  if (place === null) {
    throw new SettingError(
      'UPGRADE_FEED_URL',
      'Name a release (a folder, a .tar.gz or an address), or set UPGRADE_FEED_URL to the address of a release.json.',
    )
  }
  const comparison = compareReleases(describeRelease(root), await findRelease(place, config))
  out.result({ place, ...comparison }, tell(comparison))
  return comparison.is === 'newer' || comparison.is === 'same' ? 0 : 1
}

function tell({ installed, offered, is, migrations, needsStop }: Comparison): string[] {
  const versions = `Installed is ${installed}, offered is ${offered}.`
  if (is === 'same' && migrations.length === 0) return [versions, 'There is nothing to upgrade.']
  if (is === 'older') {
    return [versions, 'That is an older version: it may not start on this database. The way back is a backup.']
  }
  if (is === 'diverged') {
    return [
      versions,
      'Its schema does not continue the installed one: it would refuse this database. Do not upgrade to it.',
    ]
  }
  return [
    versions,
    migrations.length === 0 ? 'The schema stays as it is.' : `The first start runs ${count(migrations)}:`,
    ...migrations.map((name) => `  ${name}`),
    needsStop
      ? 'Stop every node, start one of the new version, then the others.'
      : 'Nodes can be replaced one after the other, without a stop.',
    ...(migrations.length === 0
      ? []
      : [
          'Migrations go forward only. Before: npx throughline backup FILE.tar.gz',
          'With millions of messages, try it on a copy first: indexes may be built, and that takes its time.',
        ]),
  ]
}

function count(migrations: readonly string[]): string {
  return migrations.length === 1 ? 'one migration' : `${migrations.length} migrations`
}

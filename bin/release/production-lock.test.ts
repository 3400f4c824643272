import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { productionLock, type Lock } from './production-lock.ts'

test('what development alone brings is left out, also where it would serve an optional peer', () => {
  const lock = {
    lockfileVersion: 3,
    packages: {
      '': { workspaces: ['server', 'desk'], devDependencies: { tester: '1' }, optionalDependencies: { node: '1' } },
      server: { dependencies: { web: '1' }, devDependencies: { types: '1' } },
      desk: { devDependencies: { icons: '1' } },
      'node_modules/server': { resolved: 'server', link: true },
      'node_modules/desk': { resolved: 'desk', link: true },
      'node_modules/web': {
        dependencies: { deep: '1' },
        peerDependencies: { tester: '1', peer: '1' },
        peerDependenciesMeta: { tester: { optional: true } },
      },
      'node_modules/web/node_modules/deep': { dependencies: { shared: '1' }, devOptional: true },
      'node_modules/deep': { dev: true },
      'node_modules/shared': { devOptional: true },
      'node_modules/peer': { peer: true },
      'node_modules/tester': { devOptional: true },
      'node_modules/icons': { dev: true },
      'node_modules/types': { dev: true },
      'node_modules/node': { optional: true, engines: { node: '<24' } },
    },
  }
  expect(productionLock(lock, ['server'])).toEqual({
    lockfileVersion: 3,
    packages: {
      '': { workspaces: ['server'], optionalDependencies: { node: '1' } },
      server: { dependencies: { web: '1' } },
      'node_modules/server': { resolved: 'server', link: true },
      'node_modules/web': lock.packages['node_modules/web'],
      'node_modules/web/node_modules/deep': { dependencies: { shared: '1' } },
      'node_modules/shared': {},
      'node_modules/peer': {},
      'node_modules/node': { optional: true, engines: { node: '<24' } },
    },
  })
})

test('of our own lock file it keeps nothing that only browsers or tests run, and Node for machines with an older one', () => {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by npm
  const own = JSON.parse(readFileSync(join(import.meta.dirname, '../../package-lock.json'), 'utf8')) as Lock
  const { packages } = productionLock(own, ['protocol', 'server'])
  const unwanted = ['react', 'preact', 'vite', 'vitest', 'typescript', 'oxlint', 'playwright-core']
  expect(unwanted.filter((name) => packages[`node_modules/${name}`])).toEqual([])
  const node = Object.entries(packages).filter(([path]) => /^node_modules\/node-(bin-)?(linux|darwin)-/.test(path))
  expect(node).toHaveLength(4)
  expect(node.filter(([, { engines, optional }]) => engines?.['node'] !== '<24' || !optional)).toEqual([])
})

import { expect, test } from 'vitest'
import { misspeltSettings } from './misspelt-settings.ts'
import { settingNames } from './setting-names.ts'

test.each([
  ['PUBLIC_UTL', 'PUBLIC_URL'],
  ['SMTP_PROT', 'SMTP_PORT'],
  ['DATABASE_URI', 'DATABASE_URL'],
  ['ALOWED_ORIGIN', 'ALLOWED_ORIGINS'],
  ['public_url', 'PUBLIC_URL'],
  ['THROUGHLINE_DATA_DIR', 'DATA_DIR'],
  ['THROUGHLINE_DATA_DRI', 'DATA_DIR'],
  ['RATE_LIMIT_VISITORS', 'RATE_LIMIT_VISITOR'],
  ['DRAIN_TIMEOUT_SECONDS', 'DRAIN_NOTICE_SECONDS'],
  ['SMTP_USER', 'SMTP_URL'],
])('%s is named, with %s as what was probably meant', (name, meant) => {
  expect(misspeltSettings({ [name]: 'a-value-that-is-secret' })).toEqual([
    `${name} is set, and is not a setting. Did you mean ${meant}?`,
  ])
})

test('settings themselves and empty variables are not named', () => {
  expect(misspeltSettings(Object.fromEntries(settingNames.map((name) => [name, 'set'])))).toEqual([])
  expect(misspeltSettings({ PUBLIC_UTL: ' ', SMTP_PROT: '' })).toEqual([])
})

test('variables of other programs are not named', () => {
  const others =
    'PATH HOME SHELL HOSTNAME POST SORT PORTS LABEL LANG TERM PWD HTTP_PORT HTTP_HOST XDG_DATA_DIRS REDIS_URL BASE_URL ' +
    'npm_config_cache NODE_OPTIONS PGHOST PGDATA DATABASE_NAME DATABASE_HOST DATABASE_USER AWS_REGION AWS_ACCESS_KEY_ID ' +
    'AWS_SECRET_ACCESS_KEY OTEL_TRACES_SAMPLER OTEL_RESOURCE_ATTRIBUTES SENTRY_ENVIRONMENT KUBERNETES_SERVICE_HOST ' +
    'INVOCATION_ID JOURNAL_STREAM smtp_proxy SMTP_SERVICE_HOST SMTP_SERVICE_PORT SMTP_PORT_25_TCP_ADDR'
  expect(misspeltSettings(Object.fromEntries(others.split(' ').map((name) => [name, '1'])))).toEqual([])
  expect(misspeltSettings({ UPLOAD_PORT: 'tcp://10.0.0.7:80', DATABASE_PORT: 'tcp://10.0.0.7:5432' })).toEqual([])
})

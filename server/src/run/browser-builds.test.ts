import { join } from 'node:path'
import { expect, test } from 'vitest'
import { environmentOfBuild } from './browser-builds.ts'

test('the bundler is told where programs are, and none of our secrets', () => {
  const secrets = {
    SECRET_KEY: 'k',
    SECRET_KEY_PREVIOUS: 'k',
    DATABASE_URL: 'postgresql://user:password@db/throughline',
    SMTP_URL: 'smtp://user:password@mail',
    NATS_URL: 'nats://user:password@nats',
    S3_SECRET_ACCESS_KEY: 's',
    ADMIN_PASSWORD: 'p',
    ADMIN_API_TOKEN: 't',
    SOME_TOKEN_OF_THE_MACHINE: 't',
  }
  expect(environmentOfBuild({ ...secrets, PATH: '/usr/bin', HOME: '/home/ana' })).toEqual({
    PATH: '/usr/bin',
    HOME: join(import.meta.dirname, '../../..'),
  })
})

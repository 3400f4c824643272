import { untranslated } from '@throughline/protocol/words.ts'
import { expect, test } from 'vitest'
import { systemClock } from '../../../../lib/clock.ts'
import { AppError } from '../../../../lib/errors.ts'
import { readOpenId } from '../../../../lib/openid-settings.ts'
import { createSecretBox } from '../../../../lib/secrets.ts'
import { createReader } from '../../../../lib/settings.ts'
import { createProvider } from './provider.ts'

const issuer = 'https://id.example.com'
const settings = readOpenId(
  createReader({ OIDC_ISSUER: issuer, OIDC_CLIENT_ID: 'desk', OIDC_CLIENT_SECRET: 'a-secret' }),
)!

test('while the provider is slow or away, however many begin, it is asked by one call at a time', async () => {
  const asked: PromiseWithResolvers<Response>[] = []
  const guardedFetch = (): Promise<Response> => {
    const answer = Promise.withResolvers<Response>()
    asked.push(answer)
    return answer.promise
  }
  const provider = createProvider({
    settings,
    secrets: createSecretBox('k'.repeat(64)),
    redirectUri: 'https://help.example.com/api/auth/openid/callback',
    guardedFetch,
    clock: systemClock,
  })
  const begins = Array.from({ length: 50 }, () => provider.begin('/'))
  await expect.poll(() => asked.length).toBe(1)
  asked[0]!.reject(new AppError('upstream_failed', untranslated('It took too long.')))
  for (const begin of begins) await expect(begin).rejects.toMatchObject({ failure: 'unavailable' })

  const again = [provider.begin('/'), provider.begin('/')]
  await expect.poll(() => asked.length).toBe(2)
  const description = { issuer, authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token` }
  asked[1]!.resolve(Response.json(description))
  for (const { url } of await Promise.all(again)) expect(url).toContain(`${issuer}/authorize?`)
  await provider.begin('/')
  expect(asked).toHaveLength(2)
})

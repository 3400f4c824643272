import { expect, test, vi } from 'vitest'
import type { FromFrame } from '../../between.ts'
import { NoAnswer, Refusal } from '../wire/refusal.ts'
import type { Server } from '../wire/server.ts'
import { createIdentifying } from './identifying.ts'
import type { Session } from './session.ts'

const tokenOf = (sub: string, more: object = {}): string => `h.${btoa(JSON.stringify({ sub, ...more }))}.s`
const refusalOf = (status: number, code: string): Refusal =>
  new Refusal({ status, text: JSON.stringify({ detail: 'Why not.', code }), retryAfter: null })

/** A device, and a server that answers each sign-in in turn; what is left out is taken. */
function device(...answers: (Error | null)[]) {
  let token: string | null = null
  let made = 0
  const asked: string[] = []
  const told: unknown[] = []
  const session = {
    token: () => token,
    begin: () => (token ??= `token ${(made += 1)}`),
    forget: () => (token = null),
    load: async () => undefined,
  }
  const identifying = createIdentifying({
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the part of it that signing in needs
    session: session as unknown as Session,
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- likewise
    server: {
      identify: async (mine: string, hostToken: string) => {
        asked.push(`${mine}: ${hostToken}`)
        const answer = answers.shift()
        if (answer) throw answer
      },
    } as unknown as Server,
    tell: (message: FromFrame) => message.type === 'event' && told.push([message.name, message.detail]),
    changed: () => undefined,
    hasSession: () => false,
  })
  return { identifying, session, asked, told }
}

test('one person is signed in once, however many tokens the page hands in', async () => {
  const { identifying, asked, told } = device()
  await identifying.identify(tokenOf('kim', { iat: 1 }))
  await identifying.identify(tokenOf('kim', { iat: 2 }))
  expect(asked).toHaveLength(1)
  expect(told).toEqual([
    ['identified', 'kim'],
    ['identified', 'kim'],
  ])
})

test('another person on the same device begins with a session of their own', async () => {
  const { identifying, asked } = device()
  await identifying.identify(tokenOf('kim'))
  await identifying.identify(tokenOf('joe'))
  expect(asked.map((one) => one.split(':')[0])).toEqual(['token 1', 'token 2'])
})

test('a device that talked for another account makes a new token, and tries again', async () => {
  const { identifying, asked, told } = device(refusalOf(409, 'other_account'))
  await identifying.identify(tokenOf('kim'))
  await vi.waitFor(() => expect(told).toEqual([['identified', 'kim']]))
  expect(asked.map((one) => one.split(':')[0])).toEqual(['token 1', 'token 2'])
})

test('a token that is refused is told to the page, and leaves nothing', async () => {
  const { identifying, session, told } = device(refusalOf(401, 'identity_refused'))
  await identifying.identify(tokenOf('kim'))
  expect(told).toEqual([['identityRefused', 'Why not.']])
  expect([session.token(), identifying.identifiedAs()]).toEqual([null, null])
})

test('without a network it is tried again until it works', async () => {
  vi.useFakeTimers()
  try {
    const { identifying, told } = device(new NoAnswer(), new NoAnswer())
    await identifying.identify(tokenOf('kim'))
    await vi.advanceTimersByTimeAsync(20_000)
    expect(told).toEqual([['identified', 'kim']])
  } finally {
    vi.useRealTimers()
  }
})

test('a sign-in that has lapsed is renewed with the token at hand, and after that the page is asked', async () => {
  const { identifying, session, told } = device(null, null)
  await identifying.identify(tokenOf('kim'))
  session.forget()
  identifying.over()
  await vi.waitFor(() => expect(told).toHaveLength(2))
  identifying.forget()
  identifying.adopt('kim')
  identifying.over()
  expect(told.at(-1)).toEqual(['identityExpired', 'kim'])
})

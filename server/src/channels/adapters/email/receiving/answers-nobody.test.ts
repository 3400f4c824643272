import { expect, test } from 'vitest'
import { answersNobody } from './answers-nobody.ts'

test.each([
  'noreply',
  'no-reply',
  'No_Reply',
  'no.reply+4711',
  'orders-noreply',
  'noreply-orders',
  'do-not-reply',
  'do.not.respond',
  'ne-pas-répondre',
  'bitte-nicht-antworten',
  'mailer-daemon',
  'MAILER-DAEMON+x',
  'postmaster',
  'bounces+17=ana',
  'notifications',
  'alerts-eu',
  'wordpress',
  'nobody',
])('%s@ is a no-reply address', (local) => {
  expect(answersNobody(`${local}@shop.example`)).toBe(true)
})

test.each(['ana', 'noreen.plymouth', 'rooted', 'alertia', 'help', 'ana+noted', 'mail', 'rootes'])(
  '%s@ is no no-reply address',
  (local) => {
    expect(answersNobody(`${local}@noreply.example`)).toBe(false)
  },
)

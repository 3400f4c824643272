import { expect, test } from 'vitest'
import { domainsOf, readDomain, whyNotBlocked } from './mail-domains.ts'

test.each([
  ['Example.COM', 'example.com'],
  [' @bulk.example. ', 'bulk.example'],
  ['*.bulk.example', 'bulk.example'],
  ['anna@bulk.example', 'bulk.example'],
  ['bücher.example', 'xn--bcher-kva.example'],
  ['127.0.0.1', null],
  ['', null],
  ['two words.example', null],
  ['bulk..example', null],
  ['-bulk.example', null],
  ['bulk.example/path', null],
  ["x'; drop table customers; --", null],
])('%j is read as %j', (typed, domain) => {
  expect(readDomain(typed)).toBe(domain)
})

test.each(['com', 'co.uk', 'com.br', 'gmail.com', 'web.de', 'yahoo.co.jp', 't-online.de'])(
  '%s cannot be blocked',
  (domain) => {
    expect(whyNotBlocked(domain)).not.toBeNull()
  },
)

test.each(['bulk.example', 'mail.bulk.example', 'notgmail.com', 'gmail.com.bulk.example', 'x.ch'])(
  '%s can be blocked',
  (domain) => {
    expect(whyNotBlocked(domain)).toBeNull()
  },
)

test.each([
  ['email', 'anna@a.bulk.example', ['a.bulk.example', 'bulk.example']],
  ['email', 'anna@BULK.example.', ['bulk.example']],
  ['email', '"a@gmail.com"@bulk.example', ['bulk.example']],
  ['email', 'nobody', []],
  ['email', 'anna@localhost', []],
  ['handle', 'anna@bulk.example', []],
])('of %s %s they are %j', (kind, value, domains) => {
  expect(domainsOf({ kind, value })).toEqual(domains)
})

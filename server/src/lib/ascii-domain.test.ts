import { expect, test } from 'vitest'
import { asciiDomain } from './ascii-domain.ts'

test.each([
  ['Bank.Test', 'bank.test'],
  ['Bücher.example', 'xn--bcher-kva.example'],
  ['xn--bcher-kva.example', 'xn--bcher-kva.example'],
  ['faß.example', 'xn--fa-hia.example'],
])('%s is %s', (domain, ascii) => {
  expect(asciiDomain(domain)).toBe(ascii)
})

test.each(['bank%2Etest', 'bank。test', 'ｂank.test', 'ban\u00adk.test', '0x7f.1', 'a b', ''])(
  '%j is not taken for another domain',
  (domain) => {
    expect(asciiDomain(domain)).toBeNull()
  },
)

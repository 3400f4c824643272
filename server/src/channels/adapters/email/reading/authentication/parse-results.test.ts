import { expect, test } from 'vitest'
import { parseResults } from './parse-results.ts'

/** `method=result` and properties, in one line each. */
function read(field: string): string[] | null {
  const { results } = parseResults(field)
  if (results === null) return null
  return results.map(({ method, result, properties }) =>
    [`${method}=${result}`, ...[...properties].map(([name, value]) => `${name}=${value}`)].join(' '),
  )
}

// The cases of RFC 8601, appendix B, with names of our own.
test.each([
  ['nothing was checked', 'mx.shop.example 1; none', []],
  ['one method', 'mx.shop.example; spf=pass smtp.mailfrom=post.example', ['spf=pass smtp.mailfrom=post.example']],
  [
    'several methods',
    'mx.shop.example; auth=pass (cram-md5) smtp.auth=ana@post.example; spf=pass smtp.mailfrom=post.example',
    ['auth=pass smtp.auth=ana@post.example', 'spf=pass smtp.mailfrom=post.example'],
  ],
  [
    'a method that ran twice',
    'mx.shop.example; dkim=pass reason="good signature" header.i=@list.example; dkim=fail reason="bad signature" header.i=@post.example',
    ['dkim=pass reason=good signature header.i=@list.example', 'dkim=fail reason=bad signature header.i=@post.example'],
  ],
  [
    'comments and blanks wherever they may stand',
    'mx.shop.example (our (own) boundary) 1 (the first);\t dkim (why not) / 1 (version) = (so) fail policy (dot:) . (here) expired (it is) = (then) 1362471462',
    ['dkim=fail policy.expired=1362471462'],
  ],
])('as the RFC shows: %s', (_, field, results) => {
  expect(parseResults(field).authservId).toBe('mx.shop.example')
  expect(read(field)).toEqual(results)
})

test.each([
  [
    'Gmail',
    'mx.google.com;       dkim=pass header.i=@post.example header.s=20230601 header.b="Vi/Xx+9=";       spf=pass (google.com: domain of ana@post.example designates 192.0.2.1 as permitted sender) smtp.mailfrom=ana@post.example;       dmarc=pass (p=REJECT sp=REJECT dis=NONE) header.from=post.example',
  ],
  [
    'Gmail, base64 without quotes',
    'mx.google.com; dkim=pass header.i=@post.example header.b=Vi/X==; dmarc=pass (p=NONE) header.from=post.example; dara=pass header.i=@gmail.com',
  ],
  [
    'Outlook, inside its own chain',
    'mx.microsoft.com 1; spf=pass smtp.mailfrom=post.example; dmarc=pass action=none header.from=post.example; dkim=pass header.d=post.example; arc=none',
  ],
  [
    'Fastmail',
    'mx4.messagingengine.com;     arc=none (no signatures found);     dkim=pass (2048-bit rsa key sha256) header.d=post.example     header.i=@post.example header.b=Vi/Xx0 header.a=rsa-sha256 header.s=s1 x-bits=2048;     dmarc=pass policy.published-domain-policy=none     policy.applied-disposition=none policy.evaluated-disposition=none     (p=none,d=none,d.eval=none) policy.policy-from=p     header.from=post.example;     iprev=pass smtp.remote-ip=2001:db8::25 (out.post.example);     spf=pass smtp.mailfrom=ana@post.example smtp.helo=out.post.example;     x-tls=pass smtp.version=TLSv1.3 smtp.cipher=TLS_AES_256_GCM_SHA384 smtp.bits=256/256',
  ],
  ['Postfix with OpenDMARC', 'mx.shop.example; dmarc=pass (p=reject dis=none) header.from=post.example'],
  [
    'Postfix with OpenDKIM',
    'mx.shop.example; dmarc=pass header.from=post.example; dkim=pass (2048-bit key; unprotected) header.d=post.example header.i=@post.example header.b="a1B/"; dkim-atps=neutral',
  ],
  [
    'rspamd',
    'mx.shop.example;\tdkim=pass header.d=post.example header.s=s1 header.b=Vi/Xx;\tdmarc=pass (policy=reject) header.from=post.example;\tspf=pass (mx.shop.example: domain of ana@post.example designates 192.0.2.1 as permitted sender) smtp.mailfrom=ana@post.example',
  ],
  [
    'Exim',
    'mx.shop.example;\tiprev=pass (out.post.example) smtp.remote-ip=192.0.2.1;\tspf=pass smtp.mailfrom=post.example;\tdkim=pass header.d=post.example header.s=s1 header.a=rsa-sha256;\tdmarc=pass header.from=post.example;\tarc=none',
  ],
  ['a server without a blank before the comment', 'mx.shop.example; dmarc=pass(p=NONE) header.from=post.example;'],
])('as real servers write it: %s', (_, field) => {
  const dmarc = parseResults(field).results?.filter(({ method }) => method === 'dmarc')
  expect(dmarc).toHaveLength(1)
  expect(dmarc![0]).toMatchObject({ result: 'pass' })
  expect(dmarc![0]!.properties.get('header.from')).toBe('post.example')
})

test('Outlook’s field without an id is no field of ours', () => {
  const field = 'spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=post.example; dmarc=pass action=none header.from=x'
  expect(parseResults(field)).toMatchObject({ authservId: 'spf', results: null })
})

test('values in quotes keep their content, and nothing in them ends a statement', () => {
  expect(
    read('mx; spf=pass smtp.mailfrom="x; dmarc=pass header.from=bank.example \\" (y"@evil.example; dmarc=fail'),
  ).toEqual(['spf=pass smtp.mailfrom=x; dmarc=pass header.from=bank.example " (y@evil.example', 'dmarc=fail'])
  expect(read('mx; spf=pass (a; dmarc=pass \\) header.from=x (b)) smtp.mailfrom=y')).toEqual([
    'spf=pass smtp.mailfrom=y',
  ])
})

test.each([
  ['nothing but the id', 'mx'],
  ['nothing behind the semicolon', 'mx;'],
  ['words behind the id', 'mx yes; dmarc=pass'],
  ['none beside something', 'mx; none; dmarc=pass'],
  ['none at the end', 'mx; dmarc=pass; none'],
  ['an empty statement between others', 'mx; dmarc=pass;; spf=pass'],
  ['a method without a result', 'mx; dmarc; spf=pass'],
  ['an empty result', 'mx; dmarc=; spf=pass'],
  ['a word that is no property', 'mx; spf=pass smtp.mailfrom=x; dmarc=pass header.from=bank.example y@evil.example'],
  ['a quoted string that does not end', 'mx; dmarc=pass header.from="bank.example'],
  ['a comment that does not end', 'mx; dmarc=pass (p=none header.from=bank.example'],
  ['a bracket that closes nothing', 'mx; dmarc=pass p=none) header.from=bank.example'],
  ['a quotation mark that is left open in a comment', 'mx; spf=pass (of "a) ; dmarc=pass header.from=x ("@evil) a.b=c'],
  ['text right behind a quoted string', 'mx; dmarc=pass header.from="bank"example'],
  ['two values for one property', 'mx; dmarc=pass header.from=evil.example header.from=bank.example'],
  ['two at signs', 'mx; spf=pass smtp.mailfrom=a@b@c'],
  ['a missing value', 'mx; spf=pass smtp.mailfrom= header.from=bank.example'],
  ['a backslash outside of quotes', 'mx; spf=pass smtp.mailfrom=a\\;b'],
  ['a carriage return', 'mx; spf=pass\rdmarc=pass'],
  ['a version that is none', 'mx; dmarc/x=pass'],
  ['too many statements', `mx${'; dkim=pass'.repeat(41)}`],
  ['too many properties', `mx; dkim=pass${Array.from({ length: 41 }, (_, i) => ` a.b${i}=c`).join('')}`],
  ['too many characters', `mx; dkim=pass header.d=${'x'.repeat(8200)}`],
])('a field with %s authenticates nothing', (_, field) => {
  expect(parseResults(field)).toMatchObject({ authservId: 'mx', results: null })
})

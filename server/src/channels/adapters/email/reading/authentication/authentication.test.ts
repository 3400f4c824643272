import { describe, expect, test } from 'vitest'
import { readMail } from '../reading.ts'

const received =
  'Received: from out.post.example (out.post.example [192.0.2.1]) by mx.shop.example (Postfix) with ESMTPS id 1'

async function authenticationOf(headers: string[], ownAuthservIds = ['mx.shop.example']) {
  const raw = [...headers, 'From: Ana <ana@post.example>', 'Subject: Hi', '', 'Hello'].join('\r\n')
  return (await readMail(Buffer.from(raw), { ownAuthservIds })).authentication
}

describe('results of our own boundary', () => {
  test.each([
    [
      'above the hop from outside',
      ['Authentication-Results: mx.shop.example; dmarc=pass header.from=post.example', received],
    ],
    ['just below it', [received, 'Authentication-Results: mx.shop.example; dmarc=pass header.from=post.example']],
    [
      'below a hop of our own',
      [
        'Received: from localhost (localhost [127.0.0.1]) by mx.shop.example id 2',
        'Authentication-Results: mx.shop.example; dmarc=pass header.from=post.example',
        received,
      ],
    ],
    [
      'with comments and versions',
      [
        'Authentication-Results: MX.Shop.Example 1; dmarc=pass (p=reject (really); dis=none) header.from="post.example"',
        received,
      ],
    ],
  ])('%s are believed', async (_, headers) => {
    expect(await authenticationOf(headers)).toMatchObject({ dmarc: 'pass' })
  })

  test('DKIM and SPF are shown, and authenticate nothing without DMARC', async () => {
    expect(
      await authenticationOf([
        'Authentication-Results: mx.shop.example; dkim=pass header.d=post.example; spf=fail smtp.mailfrom=x@other.example',
        received,
      ]),
    ).toEqual({ dmarc: 'none', spf: 'fail', dkim: [{ result: 'pass', domain: 'post.example' }] })
  })

  test('a domain in Unicode is the one in From', async () => {
    const raw = [
      'Authentication-Results: mx.shop.example; dmarc=pass header.from=b\u00fccher.example',
      received,
      'From: ana@xn--bcher-kva.example',
      '',
      'Hello',
    ]
    const reading = await readMail(Buffer.from(raw.join('\r\n')), { ownAuthservIds: ['mx.shop.example'] })
    expect(reading.authentication.dmarc).toBe('pass')
  })

  test.each([
    ['DKIM of somebody else', 'dkim=pass header.d=mailer.example; spf=pass smtp.mailfrom=mailer.example', 'none'],
    [
      'a failed DMARC beside an aligned SPF',
      'dmarc=fail header.from=post.example; spf=pass smtp.mailfrom=ana@post.example',
      'fail',
    ],
    ['DMARC of another domain', 'dmarc=pass header.from=other.example', 'fail'],
    ['DMARC of a subdomain, which may belong to others', 'dmarc=pass header.from=news.post.example', 'fail'],
    ['DMARC of no domain', 'dmarc=pass', 'none'],
    ['two verdicts', 'dmarc=pass header.from=post.example; dmarc=none header.from=post.example', 'none'],
    ['two verdicts that disagree', 'dmarc=pass header.from=post.example; dmarc=fail header.from=post.example', 'fail'],
    ['a pass with something unreadable beside it', 'dmarc=pass header.from=post.example; spf=pass what', 'none'],
    ['a fail with something unreadable beside it', 'dmarc=fail header.from=post.example; spf=pass what', 'fail'],
    ['a temporary error', 'dmarc=temperror', 'none'],
    ['a public suffix in common', 'dkim=pass header.d=example', 'none'],
  ])('%s vouches for nothing', async (_, results, dmarc) => {
    expect(await authenticationOf([`Authentication-Results: mx.shop.example; ${results}`, received])).toMatchObject({
      dmarc,
    })
  })
})

describe('what a stranger can write is not believed', () => {
  const pass = 'dmarc=pass header.from=post.example'

  test.each([
    ['results of another server', ['Authentication-Results: mx.evil.example; ' + pass, received]],
    [
      'results below the outside',
      [
        received,
        'Received: from evil (evil [192.0.2.9]) by out.post.example',
        'Authentication-Results: mx.shop.example; ' + pass,
      ],
    ],
    [
      'a second verdict below the first',
      [
        'Authentication-Results: mx.shop.example; dmarc=fail header.from=post.example',
        received,
        'Authentication-Results: mx.shop.example; ' + pass,
      ],
    ],
    [
      'a verdict below a field of the boundary that has none',
      [
        'Authentication-Results: mx.shop.example; spf=pass smtp.mailfrom=evil.example',
        'Authentication-Results: mx.shop.example; ' + pass,
        received,
      ],
    ],
    ...[
      'from localhost (evil.example [192.0.2.9])',
      'from localhost',
      'from evil (HELO localhost) (192.0.2.9)',
      'from [192.0.2.9] (port=25 helo=mx.shop.example)',
      'from mx.shop.example (mx.shop.example (may be forged) [192.0.2.9])',
      'from x (mx.shop.example)',
    ].map((from): [string, string[]] => [
      `results below a hop whose own words were “${from}”`,
      [
        `Received: ${from} by mx.shop.example with SMTP`,
        'Received: from x (x [192.0.2.8]) by evil.example',
        'Authentication-Results: mx.shop.example; ' + pass,
      ],
    ]),
    [
      'a comment that looks like a result',
      ['Authentication-Results: mx.shop.example; dmarc=none (x); x=y (' + pass + ')', received],
    ],
    ['an id that only begins like ours', ['Authentication-Results: mx.shop.example.evil.example; ' + pass, received]],
  ])('%s', async (_, headers) => {
    expect((await authenticationOf(headers)).dmarc).not.toBe('pass')
  })

  test('nothing at all, when we have no boundary', async () => {
    expect(await authenticationOf(['Authentication-Results: mx.shop.example; ' + pass, received], [])).toEqual({
      dmarc: 'none',
      spf: 'none',
      dkim: [],
    })
  })

  test('a pass for a mail with two From fields', async () => {
    expect(
      await authenticationOf([
        'Authentication-Results: mx.shop.example; ' + pass,
        received,
        'From: Ana <ana@post.example>',
      ]),
    ).toMatchObject({ dmarc: 'fail' })
  })

  test('a pass for a mail with two addresses in From', async () => {
    const raw = [`Authentication-Results: mx.shop.example; ${pass}`, 'From: ana@post.example, x@evil.example', '', 'Hi']
    const reading = await readMail(Buffer.from(raw.join('\r\n')), { ownAuthservIds: ['mx.shop.example'] })
    expect(reading.authentication.dmarc).toBe('fail')
  })
})

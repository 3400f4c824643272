import { describe, expect, test } from 'vitest'
import { readMail } from './reading.ts'

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
    [
      'of a subdomain, relaxed',
      ['Authentication-Results: mx.shop.example; dmarc=pass header.from=news.post.example', received],
    ],
  ])('%s are believed', async (_, headers) => {
    expect(await authenticationOf(headers)).toMatchObject({ dmarc: 'pass', fromDomainAligned: true })
  })

  test('without DMARC, aligned DKIM or SPF vouches for the domain', async () => {
    expect(
      await authenticationOf([
        'Authentication-Results: mx.shop.example; dkim=pass header.d=post.example; spf=fail smtp.mailfrom=x@other.example',
        received,
      ]),
    ).toEqual({
      dmarc: 'none',
      fromDomainAligned: true,
      spf: 'fail',
      dkim: [{ result: 'pass', domain: 'post.example' }],
    })
  })

  test.each([
    ['DKIM of somebody else', 'dkim=pass header.d=mailer.example; spf=pass smtp.mailfrom=mailer.example', 'none'],
    [
      'a failed DMARC beside an aligned SPF',
      'dmarc=fail header.from=post.example; spf=pass smtp.mailfrom=ana@post.example',
      'fail',
    ],
    ['DMARC of another domain', 'dmarc=pass header.from=other.example', 'none'],
    ['a temporary error', 'dmarc=temperror', 'none'],
    ['a public suffix in common', 'dkim=pass header.d=example', 'none'],
  ])('%s vouches for nothing', async (_, results, dmarc) => {
    expect(await authenticationOf([`Authentication-Results: mx.shop.example; ${results}`, received])).toMatchObject({
      dmarc,
      fromDomainAligned: false,
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
      'a comment that looks like a result',
      ['Authentication-Results: mx.shop.example; dmarc=none (x); x=y (' + pass + ')', received],
    ],
    ['an id that only begins like ours', ['Authentication-Results: mx.shop.example.evil.example; ' + pass, received]],
  ])('%s', async (_, headers) => {
    expect(await authenticationOf(headers)).toMatchObject({ fromDomainAligned: false })
  })

  test('nothing at all, when we have no boundary', async () => {
    expect(await authenticationOf(['Authentication-Results: mx.shop.example; ' + pass, received], [])).toEqual({
      dmarc: 'none',
      fromDomainAligned: false,
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
    ).toMatchObject({
      dmarc: 'none',
      fromDomainAligned: false,
    })
  })
})

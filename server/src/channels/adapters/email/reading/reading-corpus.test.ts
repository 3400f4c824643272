import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { foldHtmlReply, foldReply, htmlToText, readMail } from './reading.ts'

const corpus = join(import.meta.dirname, '../../../../../test/corpus/email')
const mimeFolder = join(corpus, 'mime/messages')
const mimeMails = readdirSync(mimeFolder).filter((name) => name.endsWith('.msg'))

function json(path: string) {
  return JSON.parse(readFileSync(join(corpus, path), 'utf8'))
}

const fold = (bytes: Uint8Array | string) => Buffer.from(bytes).toString('latin1').replace(/\s+/g, ' ').trim()

describe('mail that breaks MIME', () => {
  test.each(mimeMails)('%s is read without an error', async (name) => {
    await expect(readMail(readFileSync(join(mimeFolder, name)))).resolves.toMatchObject({ bounce: null })
  })

  test('32 of 33 leaves are found', async () => {
    const missed: string[] = []
    let leaves = 0
    for (const mail of mimeMails) {
      const reading = await readMail(readFileSync(join(mimeFolder, mail)))
      const shown = [reading.text, reading.html ?? '', ...reading.attachments.map(({ content }) => content)].map(fold)
      const prefix = `${mail.slice(0, -4)}_decoded_`
      for (const leaf of readdirSync(mimeFolder).filter((name) => name.startsWith(prefix))) {
        const bytes = readFileSync(join(mimeFolder, leaf))
        // The text was decoded to Unicode; the leaf is in the part's own charset.
        const wanted = [fold(bytes), fold(new TextDecoder('iso-8859-15').decode(bytes))]
        if (wanted[0] === '') continue
        leaves++
        if (!shown.some((text) => wanted.some((each) => text.includes(each)))) missed.push(leaf)
      }
    }
    expect(leaves).toBe(33)
    // The one missed wants a line dropped that may be the sender's text; here it is kept.
    expect(missed).toEqual(['malformedHeaderStartsBody-nocrlfcrlf_decoded_1.txt'])
  })
})

interface ExpectedBounce {
  kind: string
  recipients: { address: string; status: string; hard: boolean; reason: string }[]
}

describe('delivery reports of Postfix, Sendmail and Exim', () => {
  test('are all told from mail of people, with their recipients, status and whether it is for good', async () => {
    const expectations: Record<string, ExpectedBounce> = json('bounces/expectations.json')
    const hits = { kind: 0, recipients: 0, hard: 0, status: 0, reason: 0, delayed: 0 }
    let mails = 0
    let recipients = 0
    let stated = 0
    let surplus = 0
    const people: string[] = []
    for (const [file, expected] of Object.entries(expectations)) {
      const reading = await readMail(readFileSync(join(corpus, 'bounces/messages', file)))
      const found = reading.bounce?.recipients ?? []
      mails++
      if (reading.kind === 'bounce') hits.kind++
      else if (reading.bounce?.isForwarded) people.push(file)
      if (expected.kind === 'delay-warning' && found.every(({ action, hard }) => action === 'delayed' && !hard))
        hits.delayed++
      surplus += Math.max(0, found.length - expected.recipients.length)
      for (const wanted of expected.recipients) {
        recipients++
        // A third part of 9xx is the source's own invention for mails that state no status.
        const isStated = !/\.9\d\d$/.test(wanted.status)
        if (isStated) stated++
        const recipient = found.find(({ address }) => address === wanted.address.toLowerCase())
        if (!recipient) continue
        hits.recipients++
        if (recipient.hard === wanted.hard) hits.hard++
        if (recipient.reason === wanted.reason) hits.reason++
        if (isStated && recipient.status === wanted.status) hits.status++
      }
    }
    // In one a person forwards a report: the mail is theirs, and what the report says is read.
    expect(people).toEqual(['lhost-sendmail-14.eml'])
    expect(hits.kind).toBe(mails - people.length)
    expect(hits.delayed).toBe(2)
    expect(surplus).toBe(0)
    expect(hits.recipients / recipients).toBeGreaterThanOrEqual(0.95)
    expect(hits.hard / recipients).toBeGreaterThanOrEqual(0.95)
    expect(hits.status / stated).toBeGreaterThanOrEqual(0.9)
    expect(hits.reason / recipients).toBeGreaterThanOrEqual(0.9)
  })
})

interface ExpectedReply {
  id: string
  file?: string
  text?: string
  expectedReply: string | null
  mustNotContain?: string[]
}

const tidy = (text: string) =>
  text
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trim()

/** Every character but white space, counted: nothing may be lost or doubled. */
const letters = (text: string) => Array.from(text.replace(/\s+/g, '')).sort().join('')

function plainReplies(source: string): (ExpectedReply & { text: string })[] {
  const expected = json(`replies/${source}/expected.json`)
  const cases: ExpectedReply[] = source === 'talon' ? expected.plain : expected
  return cases
    .filter(({ file }) => !file?.endsWith('.eml'))
    .map((each) => ({ ...each, text: each.text ?? readFileSync(join(corpus, 'replies', source, each.file!), 'utf8') }))
}

function failedReplies(source: string): { exact: number; failed: string[] } {
  const cases = plainReplies(source).filter(({ expectedReply }) => expectedReply !== null)
  const failed = cases.filter(({ text, expectedReply }) => tidy(foldReply(text).replyText) !== tidy(expectedReply!))
  return { exact: cases.length, failed: failed.map(({ id }) => id) }
}

const words = (text: string) => text.replace(/[>\s]+|-{20}/g, '')

describe('replies', () => {
  test.each(['crisp', 'github', 'talon'])('no text of %s is lost', (source) => {
    for (const { text } of plainReplies(source)) {
      const { replyText, quotedText, signature } = foldReply(text)
      expect(letters(replyText + quotedText + signature)).toBe(letters(text))
    }
  })

  test('of crisp are all folded exactly', () => {
    expect(failedReplies('crisp')).toEqual({ exact: 54, failed: [] })
  })

  test('of github are folded but for "-Name", which crisp has the other way', () => {
    expect(failedReplies('github')).toEqual({ exact: 15, failed: ['email_1_1', 'email_1_3'] })
  })

  test('of talon are all folded exactly', () => {
    expect(failedReplies('talon')).toEqual({ exact: 51, failed: [] })
  })

  test('of talon as whole mails say what was written', async () => {
    const plain: ExpectedReply[] = json('replies/talon/expected.json').plain
    const cases = plain.filter(({ file }) => file?.endsWith('.eml'))
    const failed: string[] = []
    for (const { file, expectedReply, mustNotContain = [] } of cases) {
      const { replyText, signature } = await readMail(readFileSync(join(corpus, 'replies/talon', file!)))
      // These expectations know no signatures: "Sent from my iPhone" is part of the reply.
      const said = tidy(signature === '' ? replyText : `${replyText}\n\n${signature}`)
      if (expectedReply !== null && said !== tidy(expectedReply)) failed.push(file!)
      if (said === '' || mustNotContain.some((word) => said.includes(word))) failed.push(file!)
    }
    expect(cases).toHaveLength(13)
    expect(failed).toEqual([])
  })

  test('of talon in HTML keep what was written and mark what was quoted', () => {
    interface HtmlCase {
      id: string
      html?: string
      file?: string
      expectedHtml: string | null
      expectedText: string | null
    }
    const cases: HtmlCase[] = json('replies/talon/expected.json').html
    const failed = cases.filter(({ html, file, expectedHtml, expectedText }) => {
      const source = html ?? readFileSync(join(corpus, 'replies/talon', file!), 'utf8')
      return words(htmlToText(foldHtmlReply(source).replyHtml)) !== words(expectedText ?? htmlToText(expectedHtml!))
    })
    expect(cases).toHaveLength(29)
    // The name above a rule is no part of the quote below it.
    expect(failed.map(({ id }) => id)).toEqual(['reply_separated_by_hr'])
  })

  test('of talon have their signatures found', () => {
    interface SignatureCase {
      id: string
      sender: string | null
      body: string
      text?: string | null
      signature?: string | null
    }
    const cases: SignatureCase[] = json('replies/talon/expected.json').signatures
    const failed = cases.filter(({ sender, body, text, signature }) => {
      const by = sender === null ? {} : sender.includes('@') ? { senderAddress: sender } : { senderName: sender }
      const folded = foldReply(body, by)
      return (
        tidy(folded.signature) !== tidy(signature ?? '') ||
        (typeof text === 'string' && tidy(folded.replyText) !== tidy(text))
      )
    })
    expect(failed.map(({ id }) => id)).toEqual([])
  })
})

import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { languages } from '../../desk/src/words/locale.ts'
import type { OfServer } from '../../desk/src/words/server-words.ts'
import { words as widgetWords } from '../../widget/src/words/en.ts'
import { viewChannelKind } from '../src/channels/configuring/view-channel.ts'
import { createRegistry } from '../src/channels/registry.ts'

/** What the server says it says by code: `protocol/src/<domain>/words.ts` makes the English, the desk the other languages. */

const root = join(import.meta.dirname, '../..')
type Say = (params: unknown) => unknown
type Registries = Record<string, Record<string, Say>>

const english = await registries()
const full = Object.keys(languages).filter((language) => language !== 'en')
const spoken = await Promise.all(full.map(async (language) => [language, await ofServerIn(language)] as const))

test('a code is declared once, and all of its English is made in its registry', () => {
  const codes = Object.entries(english).flatMap(([domain, known]) =>
    Object.keys(known).map((name) => `${domain}.${name}`),
  )
  expect(codes.length).toBeGreaterThan(250)
  expect(new Set(codes).size).toBe(codes.length)
  expect(codes.filter((code) => !/^[a-z_]+\.[a-z0-9_]+$/.test(code))).toEqual([])
})

test.each(spoken)('every code has words in %s, and none has more', (_language, { words }) => {
  const codesOf = (all: object) =>
    Object.entries(all).flatMap(([domain, known]) => Object.keys(known).map((name) => `${domain}.${name}`))
  expect(codesOf(words).toSorted()).toEqual(codesOf(english).toSorted())
})

test.each(spoken)(
  'a sentence in %s says every value that the English one says, and knows no other',
  (_language, { words }) => {
    const wrong: string[] = []
    for (const [domain, known] of Object.entries(english)) {
      for (const [name, say] of Object.entries(known)) {
        const translated: Say = Reflect.get(Reflect.get(words, domain), name)
        const wanted = valuesOf(sentenceOf(say))
        const said = valuesOf(translated)
        if (wanted.join() !== said.join()) wrong.push(`${domain}.${name}: says ${said.join()}, not ${wanted.join()}`)
      }
    }
    expect(wrong).toEqual([])
  },
)

test.each(spoken)(
  'every field of every kind of channel has words in %s, and none has more',
  (_language, { channelForms }) => {
    const { adapters } = createRegistry({
      email: { smtpListen: null, smtpUrl: null },
      providers: { publicUrl: 'https://desk.example.com', addressRules: {} },
    })
    const wanted = adapters.flatMap((adapter) => {
      const { kind, settingsSchema } = viewChannelKind(adapter)
      return fieldsOf(settingsSchema).map(({ path, hasMore }) => `${kind} ${path}${hasMore ? ' with more' : ''}`)
    })
    const known = Object.entries(channelForms).flatMap(([kind, { fields }]) =>
      Object.entries(fields).map(([path, { more }]) => `${kind} ${path}${more === undefined ? '' : ' with more'}`),
    )
    expect(known.toSorted()).toEqual(wanted.toSorted())
    expect(Object.keys(channelForms).toSorted()).toEqual(adapters.map(({ kind }) => kind).toSorted())
  },
)

test('what the widget says by code is a code of the server, with its values', () => {
  const byCode = Object.entries(widgetWords).filter(([key]) => key.includes('.'))
  expect(byCode.length).toBeGreaterThan(5)
  for (const [code, sentence] of byCode) {
    const [domain = '', name = ''] = code.split('.')
    const say = english[domain]?.[name]
    expect(say, code).toBeDefined()
    const places = [...sentence.matchAll(/\{(\w+)\}/g)].map(([, place]) => place!).toSorted()
    expect(places, code).toEqual(valuesOf(sentenceOf(say!)))
  }
})

test('nothing translates English prose by its wording', () => {
  const files = globSync('{desk,widget,lab}/src/**/*.{ts,tsx}', { cwd: root })
  expect(files.length).toBeGreaterThan(300)
  expect(files.filter((file) => proseIn(readFileSync(join(root, file), 'utf8')))).toEqual([])
})

test('only what operators read on the command line, people wrote or others said has no code', () => {
  const files = globSync('server/src/**/*.ts', { cwd: root }).filter((file) => !file.endsWith('.test.ts'))
  const found = files.filter((file) => /\buntranslated\(/.test(readFileSync(join(root, file), 'utf8')))
  expect(found.filter((file) => !mayBeUntranslated.some((start) => file.startsWith(start)))).toEqual([])
})

const mayBeUntranslated = [
  'server/src/cli/',
  'server/src/platform/db/',
  'server/src/platform/nodes/older-nodes.ts',
  // What Zod says of a request, the reason that a person gave, what another mail server wrote.
  'server/src/channels/adapters/api/api.ts',
  'server/src/channels/adapters/webchat/webchat.ts',
  'server/src/channels/adapters/email/receiving/receipts.ts',
  'server/src/people/customers/identities/attach.ts',
  'server/src/people/customers/merging/routes.ts',
]

async function registries(): Promise<Registries> {
  const all: Registries = {}
  for (const file of globSync('*/*words.ts', { cwd: join(root, 'protocol/src') })) {
    const path = join(root, 'protocol/src', file)
    const [, domain] = /defineWords\('([a-z_]+)'/.exec(readFileSync(path, 'utf8')) ?? []
    if (domain === undefined) throw new Error(`${file} defines no words.`)
    if (all[domain]) throw new Error(`${file} defines words of ${domain}, which another file has.`)
    const [registry] = Object.values((await import(path)) as Registries)
    all[domain] = registry!
  }
  return all
}

async function ofServerIn(language: string): Promise<OfServer> {
  const { ofServer } = (await import(join(root, `desk/src/words/${language}/of-server/of-server.ts`))) as {
    ofServer: OfServer
  }
  return ofServer
}

const sentenceOf =
  (say: Say): Say =>
  (params) =>
    Reflect.get(Object(say(params)), 'sentence')

/** The values that change what is said. Arrays and texts stand for each other here; numbers may decide about a plural. */
function valuesOf(say: Say): string[] {
  const asked = new Set<string>()
  say(new Proxy({}, { get: (_target, name) => (asked.add(String(name)), ['one', 'two']) }))
  return [...asked].filter((name) => isSaid(say, name)).toSorted()
}

function isSaid(say: Say, name: string): boolean {
  const said = [['three', 'four'], ['five', 'six'], 1, 7, 'order', 'invoice'].flatMap((value) => {
    const params = new Proxy({}, { get: (_target, asked) => (asked === name ? value : ['one', 'two']) })
    try {
      return [String(say(params))]
    } catch {
      // A list is wanted, or a text.
      return []
    }
  })
  return new Set(said).size > 1
}

function fieldsOf(schema: unknown, prefix = ''): { path: string; hasMore: boolean }[] {
  const properties: unknown = Reflect.get(Object(schema), 'properties')
  return Object.entries(Object(properties)).flatMap(([name, field]) => [
    { path: prefix + name, hasMore: Reflect.get(Object(field), 'description') !== undefined },
    ...fieldsOf(field, `${prefix}${name}.`),
  ])
}

/** A pattern of three words in a row, or one that puts parts of what it found into another sentence. */
function proseIn(source: string): boolean {
  return /^\s*\[?\/\^?[^/\n]*[A-Za-z]{2,} [A-Za-z]{2,} [A-Za-z]{2,}[^/\n]*\/[a-z]*[,)\]]/m.test(source)
}

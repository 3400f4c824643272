import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { serviceRestart } from '@throughline/protocol/restart.ts'
import { sockets } from '@throughline/protocol/sockets.ts'
import { Ajv } from 'ajv'
import { expect, test } from 'vitest'
import { sessionOver, tryAgainLater } from '../live-socket.ts'
import { asyncApiDocument } from './document.ts'

const document = asyncApiDocument(sockets, { publicUrl: 'https://help.example.com', version: '1.0.0' })

test('the document is valid AsyncAPI 3', () => {
  const schema = join(import.meta.dirname, '../../../../test/corpus/asyncapi/3.0.0.json')
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true })
  const isValid = ajv.compile(JSON.parse(readFileSync(schema, 'utf8')))
  expect(isValid(JSON.parse(JSON.stringify(document))) || isValid.errors).toBe(true)
  expect(isValid({ ...document, operations: { odd: { action: 'shout' } } })).toBe(false)
})

test('every message of both sockets is in it, in its direction, with an example that the schema takes', () => {
  for (const [name, { receives, sends }] of Object.entries(sockets)) {
    for (const [action, union] of [
      ['receive', receives],
      ['send', sends],
    ] as const) {
      const keys = document.operations[`${name}.${action}`]!.messages.map(({ $ref }) => $ref.split('/').at(-1)!)
      const messages = keys.map((key) => document.components.messages[key]!)
      expect(messages.map((message) => message.name)).toEqual(union.options.map(({ shape }) => shape.type.value))
      for (const { examples, summary, name: type } of messages) {
        expect(union.safeParse(examples[0]!.payload).error).toBeUndefined()
        expect(summary, type).not.toBe(type)
      }
    }
  }
})

test('every reference leads to something that is there', () => {
  const text = JSON.stringify(document)
  for (const [, path] of text.matchAll(/"\$ref":"#\/([^"]+)"/g)) {
    const target = path!.split('/').reduce<unknown>((at, key) => Reflect.get(Object(at), key), document)
    expect(target, path).toBeDefined()
  }
  expect(text).not.toContain('$defs')
})

test('the close codes that it names are those with which connections are closed', () => {
  for (const { closes } of Object.values(sockets)) {
    expect(Object.keys(closes).map(Number)).toEqual(
      expect.arrayContaining([serviceRestart, tryAgainLater, sessionOver]),
    )
    // Going away: what browsers say themselves, and what the server never says.
    expect(closes).not.toHaveProperty('1001')
  }
})

import { expect, test } from 'vitest'
import { z } from 'zod'
import { formSchema } from './form-schema.ts'

test('plain settings are as they are', () => {
  expect(formSchema(z.strictObject({ name: z.string() }))).toMatchObject({
    properties: { name: { type: 'string' } },
    required: ['name'],
  })
})

test('settings that differ by a choice become one form', () => {
  const one = z.strictObject({
    by: z.literal('one').meta({ title: 'By' }),
    key: z.string(),
    server: z.url().default('https://one.example'),
  })
  const two = z.strictObject({ by: z.literal('two'), key: z.string(), token: z.string() })
  expect(formSchema(z.discriminatedUnion('by', [one, two]))).toEqual({
    type: 'object',
    properties: {
      by: { type: 'string', title: 'By', enum: ['one', 'two'], default: 'one' },
      key: { type: 'string' },
      server: { type: 'string', format: 'uri', default: 'https://one.example' },
      token: { type: 'string' },
    },
    required: ['by', 'key'],
    additionalProperties: false,
  })
})

import { expect, test } from 'vitest'
import { schemaFields } from './schema-fields.ts'
import { differencesIn, problemsOf, settingsOf, valuesOf } from './schema-values.ts'

const schema = {
  type: 'object',
  properties: {
    address: { type: 'string', title: 'Address', format: 'email', description: 'What customers see.' },
    senderName: { type: 'string', default: '' },
    addresses: { type: 'array', items: { type: 'string' }, default: [] },
    smtp: {
      type: 'object',
      title: 'Outgoing server',
      properties: {
        host: { type: 'string' },
        port: { type: 'integer', default: 465, minimum: 1, maximum: 65_535 },
        security: { enum: ['tls', 'starttls', 'none'], default: 'tls' },
        password: { type: 'string', default: '' },
      },
      required: ['host'],
    },
    acknowledgement: {
      type: 'object',
      default: { enabled: false },
      properties: { enabled: { type: 'boolean', default: false }, text: { type: 'string', format: 'textarea' } },
    },
    replyAddressing: { type: 'boolean' },
    strange: { anyOf: [{ type: 'string' }, { type: 'number' }] },
  },
  required: ['address'],
}
const secrets = ['smtp.password']
const fields = schemaFields(schema, secrets)
const words = { required: 'needed', notNumber: 'no number', notJson: 'no JSON' }
const kindByPath = Object.fromEntries(fields.map((field) => [field.path, field.kind]))

test('each kind of setting has its kind of field', () => {
  expect(kindByPath).toEqual({
    address: 'text',
    senderName: 'text',
    addresses: 'list',
    smtp: 'group',
    acknowledgement: 'group',
    replyAddressing: 'tri-state',
    strange: 'json',
  })
})

test('titles come from the schema, else from the name', () => {
  expect(fields[0]).toMatchObject({ title: 'Address', description: 'What customers see.', inputType: 'email' })
  expect(fields[1]).toMatchObject({ title: 'Sender name' })
})

test('what was saved comes back as it was, defaults filled in, secrets never', () => {
  const values = valuesOf(fields, { address: 'help@acme.example', smtp: { host: 'mail.acme.example' } })
  expect(values).toMatchObject({
    address: 'help@acme.example',
    smtp: true,
    'smtp.host': 'mail.acme.example',
    'smtp.port': 465,
    'smtp.security': 'tls',
    'smtp.password': '',
    'acknowledgement.enabled': false,
    replyAddressing: null,
  })
})

test('saving leaves out what is empty, groups that are not in use and secrets that were not written', () => {
  const values = valuesOf(fields, { address: 'help@acme.example' })
  expect(settingsOf(fields, values)).toEqual({
    address: 'help@acme.example',
    addresses: [],
    acknowledgement: { enabled: false },
  })
})

test('a secret that was written is saved', () => {
  const values = { ...valuesOf(fields, { smtp: { host: 'mail' } }), 'smtp.password': 'hunter2' }
  expect(settingsOf(fields, values)).toMatchObject({
    smtp: { host: 'mail', port: 465, security: 'tls', password: 'hunter2' },
  })
})

test('settings go through the form unchanged', () => {
  const settings = {
    address: 'help@acme.example',
    senderName: 'Acme',
    addresses: ['a@acme.example'],
    smtp: { host: 'mail', port: 587, security: 'starttls' },
    acknowledgement: { enabled: true, text: 'We have it.' },
    replyAddressing: false,
    strange: 7,
  }
  expect(settingsOf(fields, valuesOf(fields, settings))).toEqual(settings)
})

test('what is missing is said beside its field, but not in a group that is not in use', () => {
  const values = valuesOf(fields, {})
  expect(problemsOf(fields, values, words)).toEqual({ address: 'needed' })
  expect(problemsOf(fields, { ...values, smtp: true }, words)).toEqual({ address: 'needed', 'smtp.host': 'needed' })
})

test('broken JSON and numbers are said', () => {
  const values = { ...valuesOf(fields, { address: 'a', smtp: { host: 'h' } }), 'smtp.port': 'x', strange: '{' }
  expect(problemsOf(fields, values, words)).toEqual({ 'smtp.port': 'no number', strange: 'no JSON' })
})

test('what somebody else has saved differs field by field, in groups as well, and never in a secret', () => {
  const fields = schemaFields(schema, ['smtp.password'])
  const ours = valuesOf(fields, { address: 'help@example.com', smtp: { host: 'mail.example.com' } })
  const theirs = valuesOf(fields, {
    address: 'hello@example.com',
    addresses: ['a@example.com', 'b@example.com'],
    smtp: { host: 'smtp.example.com', port: 587 },
  })
  expect(differencesIn(fields, { ...ours, 'smtp.password': 'typed here' }, theirs).map(({ theirs }) => theirs)).toEqual(
    ['hello@example.com', 'a@example.com, b@example.com', 'smtp.example.com', '587'],
  )
  expect(differencesIn(fields, ours, ours)).toEqual([])
})

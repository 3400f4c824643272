import { testAdapterContract } from '../../contract-kit.ts'
import type { ProviderRequest } from '../../contract.ts'
import { createApiAdapter } from './api.ts'

const request = (body: string): ProviderRequest => ({ body: Buffer.from(body), headers: {}, url: '' })
const message = { id: 'm1', from: { kind: 'email', value: 'ana@example.com' }, text: 'Hello' }

testAdapterContract({
  adapter: createApiAdapter(),
  settings: { live: true },
  recordings: [
    { name: 'a message', request: request(JSON.stringify(message)), holds: { message: 1 } },
    {
      name: 'a message with a file',
      request: request(JSON.stringify({ ...message, attachments: [{ name: 'a.txt', data: 'aGVsbG8=' }] })),
      holds: { message: 1 },
    },
  ],
  broken: [
    { name: 'no JSON', request: request('{') },
    { name: 'a message without a sender', request: request('{"id":"m1","text":"hi"}') },
    { name: 'a NUL character', request: request(JSON.stringify({ ...message, text: 'a\u0000b' })) },
  ],
})

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { routes } from '@throughline/protocol/routes.ts'
import { sockets } from '@throughline/protocol/sockets.ts'
import { asyncApiDocument } from '../server/src/platform/http/asyncapi/document.ts'
import { openApiDocument } from '../server/src/platform/http/openapi/document.ts'
import { declarations } from './declarations.ts'

// The types of the client, from the OpenAPI document of this version: `node client/generate.ts`. With `--release` both
// documents become the ones that later versions are compared with.

const folder = import.meta.dirname
const { version } = (await import('../package.json', { with: { type: 'json' } })).default
const publicUrl = 'https://help.example.com'
const document = openApiDocument(routes, { publicUrl, version })

writeFileSync(join(folder, 'src/api.d.ts'), declarations(document))
if (process.argv.includes('--release')) {
  const released = join(folder, '../protocol/released')
  const messages = asyncApiDocument(sockets, { publicUrl, version })
  writeFileSync(join(released, 'openapi.json'), `${JSON.stringify(document, null, 1)}\n`)
  writeFileSync(join(released, 'asyncapi.json'), `${JSON.stringify(messages, null, 1)}\n`)
  writeFileSync(join(released, 'intended-breaks.json'), '[]\n')
}

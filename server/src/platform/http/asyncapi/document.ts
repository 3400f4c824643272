import type { SocketContract } from '@throughline/protocol/sockets.ts'
import { apiPrefix } from '../handle.ts'
import { exampleOf } from '../openapi/examples.ts'
import { createSchemas, type JsonSchema, type Schemas } from '../openapi/schemas.ts'

interface Ref {
  $ref: string
}

interface Message {
  name: string
  title: string
  summary: string
  payload: JsonSchema
  examples: { payload: unknown }[]
}

export interface AsyncApiDocument {
  asyncapi: '3.0.0'
  info: { title: string; version: string; description: string; license: { name: string } }
  defaultContentType: 'application/json'
  servers: Record<string, { host: string; pathname: string; protocol: string }>
  channels: Record<string, object>
  operations: Record<string, { action: 'send' | 'receive'; channel: Ref; messages: Ref[] }>
  components: { messages: Record<string, Message>; schemas: Record<string, JsonSchema>; securitySchemes: object }
}

/**
 * The AsyncAPI document of the WebSockets, made of the schemas that parse what comes in and type what goes out. As the
 * specification has it, it speaks for the server: `receive` is what clients send.
 */
export function asyncApiDocument(
  sockets: Readonly<Record<string, SocketContract>>,
  { publicUrl, version }: { publicUrl: string; version: string },
): AsyncApiDocument {
  const schemas = createSchemas()
  const { host, protocol } = new URL(publicUrl)
  const document: AsyncApiDocument = {
    asyncapi: '3.0.0',
    info: {
      title: 'Throughline, live',
      version,
      description: `What happens, as it happens: JSON text frames over WebSockets. The calls are in \`${apiPrefix}/openapi.json\`.`,
      license: { name: 'MIT' },
    },
    defaultContentType: 'application/json',
    servers: { web: { host, pathname: apiPrefix, protocol: protocol === 'https:' ? 'wss' : 'ws' } },
    channels: {},
    operations: {},
    components: { messages: {}, schemas: schemas.components, securitySchemes },
  }
  for (const [name, socket] of Object.entries(sockets)) describe(document, schemas, name, socket)
  return document
}

const securitySchemes = {
  token: { type: 'http', scheme: 'bearer', description: 'An API token, for programs.' },
  session: { type: 'httpApiKey', in: 'cookie', name: 'throughline.session_token', description: 'Of a browser.' },
}
const signedIn = Object.keys(securitySchemes).map((name) => ({ $ref: `#/components/securitySchemes/${name}` }))

function describe(document: AsyncApiDocument, schemas: Schemas, name: string, socket: SocketContract): void {
  const channel = { $ref: `#/channels/${name}` }
  const directions = [
    { action: 'receive', union: socket.receives, io: 'input' },
    { action: 'send', union: socket.sends, io: 'output' },
  ] as const
  const listed: Record<string, Ref> = {}
  for (const { action, union, io } of directions) {
    const keys: string[] = []
    for (const frame of union.options) {
      const message = messageOf(schemas.of(frame, io), schemas)
      const key = `${name}.${action}.${message.name}`
      document.components.messages[key] = message
      listed[key] = { $ref: `#/components/messages/${key}` }
      keys.push(key)
    }
    const messages = keys.map((key) => ({ $ref: `${channel.$ref}/messages/${key}` }))
    document.operations[`${name}.${action}`] = { action, channel, messages }
  }
  const path = socket.path.replace(/:([A-Za-z]+)/g, '{$1}')
  const parameters = [...path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => [parameter, { description: 'An id.' }])
  document.channels[name] = {
    address: path,
    title: socket.title,
    description: [socket.description, closeText(socket)].join('\n\n'),
    messages: listed,
    ...(parameters.length > 0 ? { parameters: Object.fromEntries(parameters) } : {}),
    bindings: { ws: { method: 'GET' } },
  }
  if (socket.access === 'signed-in') {
    for (const { action } of directions)
      Object.assign(document.operations[`${name}.${action}`]!, { security: signedIn })
  }
}

function messageOf(payload: JsonSchema, { components }: Schemas): Message {
  const name = String(payload.properties?.['type']?.const)
  const { description = name } = payload
  const examples = [{ payload: exampleOf(payload, components) }]
  return { name, title: name, summary: description, payload, examples }
}

function closeText({ closes }: SocketContract): string {
  return ['Close codes:', ...Object.entries(closes).map(([code, reason]) => `- ${code}: ${reason}`)].join('\n')
}

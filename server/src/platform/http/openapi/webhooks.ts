import { changes, events } from '@throughline/protocol/events.ts'
import { exampleOf } from './examples.ts'
import type { OpenApiDocument, Parameter } from './shape.ts'
import type { JsonSchema, Schemas } from './schemas.ts'

/** What is sent to other people's servers, by type of event: the envelope of Standard Webhooks around the change. */
export function webhooks(schemas: Schemas): OpenApiDocument['webhooks'] {
  return Object.fromEntries(
    Object.entries(events).map(([type, { summary, since }]) => {
      const schema = envelope(type, schemas.of(changes[type]!, 'output'))
      const example = exampleOf(schema, schemas.components)
      const post = {
        operationId: type,
        tags: ['Events'],
        summary,
        description: `Recorded since version ${since}. \`data\` is the event as \`GET /changes\` lists it.`,
        parameters: signature,
        requestBody: { required: true, content: { 'application/json': { schema, example } } },
        responses: {
          '2XX': { description: 'It has arrived, and is not sent again.' },
          '410': { description: 'Nothing more is wanted: the webhook is switched off.' },
          default: { description: 'It is sent again later, with the same `webhook-id`; `Retry-After` is heeded.' },
        },
        security: [],
      }
      return [type, { post }]
    }),
  )
}

function envelope(type: string, data: JsonSchema): JsonSchema {
  return {
    type: 'object',
    properties: { type: { type: 'string', const: type }, timestamp: { type: 'string', format: 'date-time' }, data },
    required: ['type', 'timestamp', 'data'],
  }
}

const signature: Parameter[] = [
  ['webhook-id', 'Of the delivery, the same on every attempt: remember those that you have handled.'],
  ['webhook-timestamp', 'When this attempt was signed, in seconds since 1970. Refuse what is older than five minutes.'],
  ['webhook-signature', 'By Standard Webhooks: `v1,` and the HMAC-SHA256 of id, timestamp and body in base64.'],
].map(([name, description]) => ({
  name: name!,
  in: 'header',
  required: true,
  description: description!,
  schema: { type: 'string' },
}))

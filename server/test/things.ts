import { untranslated } from '@throughline/protocol/words.ts'
import { humanText, IdParams, PageQuery, pageOf } from '@throughline/protocol/primitives.ts'
import { route } from '@throughline/protocol/route.ts'
import { z } from 'zod'
import { handle, handlePublic, handleUpload, type HttpServer } from '../src/platform/http/http.ts'
import { AppError } from '../src/lib/errors.ts'
import { newId } from '../src/lib/ids.ts'

/** Contracts of every shape, for the tests of the platform itself. */
const Thing = z.object({ id: z.string(), name: z.string() })
const tag = 'Things'

export const listThings = route({
  method: 'GET',
  path: '/things',
  tag,
  summary: 'Things',
  access: 'customers.read',
  query: PageQuery.extend({ query: humanText(20).optional() }),
  response: pageOf(Thing),
  status: 200,
})

export const createThing = route({
  method: 'POST',
  path: '/things',
  tag,
  summary: 'Add a thing',
  access: 'customers.write',
  body: z.object({
    id: z.string().max(100).optional(),
    name: z.string().min(1),
    parts: z.array(z.object({ size: z.number() })).default([]),
    data: z.record(z.string(), z.unknown()).optional(),
    shape: z
      .discriminatedUnion('kind', [
        z.object({ kind: z.literal('round'), radius: z.number() }),
        z.object({ kind: z.literal('square'), side: z.number() }),
      ])
      .optional(),
  }),
  response: Thing,
  status: 201,
  repeatKey: 'id',
  problems: ['already_exists'],
})

export const getThing = route({
  method: 'GET',
  path: '/things/:id',
  tag,
  summary: 'One thing',
  access: 'signed-in',
  params: IdParams,
  response: Thing,
  status: 200,
})

export const dropThing = route({
  method: 'DELETE',
  path: '/things/:id',
  tag,
  summary: 'Drop a thing',
  access: 'customers.write',
  params: IdParams,
  status: 204,
})

export const checkThings = route({
  method: 'POST',
  path: '/things/check',
  tag,
  summary: 'Check all things',
  access: 'signed-in',
  response: z.object({ ok: z.boolean() }),
  status: 200,
})

export const uploadThing = route({
  method: 'POST',
  path: '/thing-files',
  tag,
  summary: 'Upload a thing',
  access: 'customers.write',
  query: z.object({ name: z.string() }),
  upload: true,
  response: z.object({ sizeBytes: z.number() }),
  status: 201,
})

export const hello = route({
  method: 'GET',
  path: '/hello',
  tag,
  summary: 'Hello',
  access: 'public',
  response: z.object({ hello: z.string() }),
  status: 200,
})

export function thingRoutes(app: HttpServer): void {
  handle(app, listThings, () => ({ items: [], nextCursor: null }))
  handle(app, createThing, ({ body, caller, reply }) => {
    if (body.name === 'break') throw new Error('a secret of ours')
    if (body.name === 'twice')
      throw new AppError('already_exists', untranslated('There is one.'), { internal: { row: 'secret' } })
    if (body.name === 'odd') throw new AppError('gone', untranslated('It was here.'))
    if (body.name === 'talkative')
      throw new AppError('already_exists', untranslated('There is one.'), { details: { row: 7 } })
    if (body.name === 'accepted') reply.code(202)
    const thing = { id: body.id ?? newId(), name: `${body.name} for ${caller.role}` }
    return body.name === 'leak' ? { ...thing, password: 'secret' } : thing
  })
  handle(app, getThing, ({ params }) => ({ id: params.id, name: 'thing' }))
  handle(app, dropThing, () => {})
  handle(app, checkThings, () => ({ ok: true }))
  handlePublic(app, hello, () => ({ hello: 'world' }))
  handleUpload(
    app,
    uploadThing,
    async ({ upload }) => {
      let sizeBytes = 0
      for await (const chunk of upload.open() as AsyncIterable<Buffer>) sizeBytes += chunk.length
      return { sizeBytes }
    },
    { maxBytes: 3 * 1024 * 1024 },
  )
}

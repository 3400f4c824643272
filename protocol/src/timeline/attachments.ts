import { z } from 'zod'
import { FileName, IdParams } from '../primitives.ts'
import { route } from '../route.ts'
import { Attachment } from './attachment.ts'

export const maxUploadBytes = 25 * 1024 * 1024

export const uploadAttachment = route({
  method: 'POST',
  path: '/attachments',
  tag: 'Attachments',
  summary: 'Upload a file to send; the body is the bytes, the name is in the query',
  access: 'thread.write',
  query: z.object({ name: FileName }),
  upload: true,
  response: Attachment,
  status: 201,
  problems: ['too_large', 'too_many_files'],
})

export const downloadAttachment = route({
  method: 'GET',
  path: '/attachments/:id',
  tag: 'Attachments',
  summary:
    'The bytes, always as a download unless they are a picture we know to be safe; a PDF to be previewed, if asked',
  access: 'thread.read',
  params: IdParams,
  query: z.object({
    preview: z
      .literal('true')
      .optional()
      .describe('A PDF comes as one, for the viewer of the browser; other files as ever'),
  }),
  status: 200,
  problems: ['not_found', 'upstream_failed'],
})

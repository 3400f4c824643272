import { z } from 'zod'
import { FileName, humanText, IdParams } from '../primitives.ts'
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
  description: 'What is withheld by the scanner, or is not here yet, answers 409 and says why.',
  access: 'thread.read',
  params: IdParams,
  query: z.object({
    preview: z
      .literal('true')
      .optional()
      .describe('A PDF comes as one, for the viewer of the browser; other files as ever'),
  }),
  status: 200,
  problems: ['not_found', 'conflict', 'upstream_failed'],
})

const Reason = z.object({ reason: humanText(1000).trim().min(1) })

export const releaseAttachment = route({
  method: 'PUT',
  path: '/attachments/:id/release',
  tag: 'Attachments',
  summary: 'Let a withheld file be opened all the same: a false alarm, or a scanner that cannot be reached',
  description:
    'It counts for every file with the same bytes, until it is scanned again. What was found stays shown. When the ' +
    'scanner finds something in a file that was released before it looked, the release ends.',
  access: 'files.manage',
  params: IdParams,
  body: Reason,
  example: { reason: 'The supplier signs its installers; ClamAV takes the signature for a worm.' },
  response: Attachment,
  status: 200,
  problems: ['not_found', 'conflict'],
})

export const scanAttachment = route({
  method: 'POST',
  path: '/attachments/:id/scan',
  tag: 'Attachments',
  summary: 'Have a file scanned, or scanned again; it is withheld until then',
  access: 'files.manage',
  params: IdParams,
  response: Attachment,
  status: 200,
  problems: ['not_found', 'conflict'],
})

export const fetchAttachment = route({
  method: 'POST',
  path: '/attachments/:id/fetch',
  tag: 'Attachments',
  summary: 'Try again to fetch a file that could not be fetched from its provider, or try now what is tried later',
  access: 'thread.write',
  params: IdParams,
  response: Attachment,
  status: 200,
  problems: ['not_found', 'conflict'],
})

export const removeAttachment = route({
  method: 'PUT',
  path: '/attachments/:id/removal',
  tag: 'Attachments',
  summary: 'Delete the bytes of an infected file, in every message that has it; its name stays',
  access: 'files.manage',
  params: IdParams,
  body: Reason,
  example: { reason: 'A dropper, reported to the sender.' },
  response: Attachment,
  status: 200,
  problems: ['not_found', 'conflict'],
})

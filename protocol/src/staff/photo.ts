import { z } from 'zod'
import { IdParams } from '../primitives.ts'
import { route } from '../route.ts'

export const maxPhotoBytes = 1024 * 1024
/** Of each side. The desk makes it smaller before it sends it. */
export const maxPhotoSide = 2048

const tag = 'Staff'

export const Photo = z.object({
  photoUrl: z.string().nullable().describe('For everybody who has it. Another photo has another address.'),
})
export type Photo = z.infer<typeof Photo>

export const putPhoto = route({
  method: 'PUT',
  path: '/me/photo',
  tag,
  summary: 'Set your photo; the body is a PNG, JPEG or WebP of at most 1 MiB and 2048 pixels a side',
  description:
    'What a camera wrote about place and time, and whatever is no picture, is left out of it. It is shown square.',
  access: 'signed-in',
  upload: true,
  response: Photo,
  status: 200,
  problems: ['too_large', 'unsupported_media_type', 'forbidden'],
})

export const deletePhoto = route({
  method: 'DELETE',
  path: '/me/photo',
  tag,
  summary: 'Remove your photo',
  access: 'signed-in',
  status: 204,
  problems: ['forbidden'],
})

export const deleteStaffPhoto = route({
  method: 'DELETE',
  path: '/staff/:id/photo',
  tag,
  summary: 'Remove the photo of a colleague',
  access: 'staff.manage',
  params: IdParams,
  status: 204,
  problems: ['not_found'],
})

export const getPhoto = route({
  method: 'GET',
  path: '/staff-photos/:version',
  tag,
  summary: 'A photo, for everybody who has its address',
  access: 'public',
  params: z.object({ version: z.string().regex(/^[0-9a-f]{32}$/) }),
  status: 200,
  problems: ['not_found', 'upstream_failed'],
})

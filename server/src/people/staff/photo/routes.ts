import * as contracts from '@throughline/protocol/staff/photo.ts'
import { staffWords } from '@throughline/protocol/staff/words.ts'
import { handle, handlePublic, handleUpload, type HttpServer } from '../../../platform/http/http.ts'
import { AppError } from '../../../lib/errors.ts'
import { photoAt, photoKey, photoUrlOf, removePhoto, removePhotoOf, setPhoto, type PhotoDeps } from './photo.ts'

export function photoRoutes(app: HttpServer, deps: PhotoDeps): void {
  handleUpload(
    app,
    contracts.putPhoto,
    async ({ caller, upload }) => ({ photoUrl: photoUrlOf(await setPhoto(deps, { upload, by: caller })) }),
    { maxBytes: contracts.maxPhotoBytes },
  )
  handle(app, contracts.deletePhoto, ({ caller }) => removePhoto(deps, caller))
  handle(app, contracts.deleteStaffPhoto, ({ params, caller }) =>
    removePhotoOf(deps, { staffId: params.id, by: caller }),
  )

  handlePublic(app, contracts.getPhoto, async ({ params, reply }) => {
    const photo = await photoAt(deps.db, params.version)
    if (!photo) throw new AppError('not_found', staffWords.no_such_photo())
    reply.headers({
      'content-type': photo.type,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'public, max-age=31536000, immutable',
    })
    return deps.files.stream(photoKey(params.version), { photo: params.version })
  })
}

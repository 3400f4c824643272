import { businessWords } from '@throughline/protocol/business/words.ts'
import * as contracts from '@throughline/protocol/business/routes.ts'
import { handle, handlePublic, handleUpload, type HttpServer } from '../../platform/http/http.ts'
import { AppError } from '../../lib/errors.ts'
import { changeProfile } from './change-profile.ts'
import { logoAt, removeLogo, setLogo, type LogoDeps } from './logo.ts'
import { businessProfile } from './profile.ts'

export function businessRoutes(app: HttpServer, deps: LogoDeps): void {
  const { db, files, clock } = deps

  handle(app, contracts.getBusiness, () => businessProfile(db))
  handle(app, contracts.updateBusiness, ({ body, caller }) => changeProfile(db, clock, { ...body, by: caller }))
  handleUpload(app, contracts.putLogo, async ({ caller, upload }) => setLogo(deps, { upload, by: caller }), {
    maxBytes: contracts.maxLogoBytes,
  })
  handle(app, contracts.deleteLogo, ({ caller }) => removeLogo(deps, caller))

  handlePublic(app, contracts.getLogo, async ({ params, reply }) => {
    const logo = await logoAt(db, params.version)
    if (!logo) throw new AppError('not_found', businessWords.no_such_logo())
    reply.headers({
      'content-type': logo.type,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      // It is shown on pages of others, and in mails.
      'cross-origin-resource-policy': 'cross-origin',
      'cache-control': 'public, max-age=31536000, immutable',
    })
    return files.stream(logo.key, { logo: params.version })
  })
}

import * as contracts from '@throughline/protocol/tags/routes.ts'
import { handle, type HttpServer } from '../../platform/http/http.ts'
import {
  addTag,
  allTags,
  changeTag,
  deleteTag,
  mergeTags,
  restoreTag,
  undoTagMerge,
  type TagDeps,
} from './change-tags.ts'
import './tables.ts'

export function tagRoutes(app: HttpServer, deps: TagDeps): void {
  handle(app, contracts.listTags, async () => ({ items: await allTags(deps.db) }))
  handle(app, contracts.createTag, ({ body, caller }) => addTag(deps, { ...body, by: caller }))
  handle(app, contracts.updateTag, ({ params, body, caller }) => changeTag(deps, { ...params, to: body, by: caller }))
  handle(app, contracts.deleteTag, ({ params, caller }) => deleteTag(deps, { ...params, by: caller }))
  handle(app, contracts.restoreTag, ({ params, caller }) => restoreTag(deps, { ...params, by: caller }))
  handle(app, contracts.mergeTags, ({ params, body, caller }) => mergeTags(deps, { ...params, ...body, by: caller }))
  handle(app, contracts.undoTagMerge, ({ params, body, caller }) =>
    undoTagMerge(deps, { ...params, ...body, by: caller }),
  )
}

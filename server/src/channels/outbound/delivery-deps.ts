import type { FileStore } from '../../files/files.ts'
import type { Logger } from '../../lib/logger.ts'
import type { ContextOf } from '../context.ts'
import type { ReplyTokens } from '../reply-token.ts'
import type { WorkerLease } from './lease.ts'
import type { OutboundDeps } from './write-message.ts'

export interface DeliveryDeps extends OutboundDeps {
  files: FileStore
  logger: Logger
  contextOf: ContextOf
  replyTokens: ReplyTokens
  lease: WorkerLease
}

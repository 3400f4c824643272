/**
 * Texts that are written again and again, everybody's and one's own. Owns the table `saved_replies`.
 *
 * Refuses to fill anything in: what `{{customer.name}}` stands for is known where the reply is used
 * (`protocol/src/saved-replies/variables.ts`). Refuses variables that stand for nothing, so that no customer ever reads one; and
 * everybody's replies are changed only by those who hold `replies.manage`.
 */
export { savedReplyRoutes } from './routes.ts'

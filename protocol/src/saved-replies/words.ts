import { defineWords } from '../words.ts'

export const savedReplyWords = defineWords('saved_replies', {
  no_such_reply: () => 'There is no such saved reply.',
  only_for_everybody: () => 'A token is not a person: it can only save replies for everybody.',
  needs_permission: () => "Everybody's replies want the permission replies.manage. You can save one for yourself.",
  name_taken: () => 'There is a saved reply of this name already. Choose another name.',
})

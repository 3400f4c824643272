import { defineWords } from '../words.ts'

export const labWords = defineWords('lab', {
  switched_off: () => 'The channel lab is switched off here. An operator can start the server with LAB=on.',
  other_name: () => 'The channel lab answers only at the address of this server.',
  no_such_mail: () => 'The mail that is answered is not in this mailbox.',
  no_such_file: () => 'The mail has no such file.',
  no_shop_secret: () => 'The shop has no secret yet, so it can vouch for nobody.',
  no_shop_account: () => 'Nobody of that name has an account at the shop.',
})

import { defineWords } from '../words.ts'

export const staffWords = defineWords('staff', {
  wrong_setup_token: () => 'The token is not the one of the set-up link that was printed at the start.',
  setup_done: () => 'The first admin was made already. Sign in, or ask an admin to add you.',
  skill_taken: ({ name }: { name: string }) => `There is a skill ${name} already.`,
  team_taken: ({ name }: { name: string }) => `There is a team ${name} already.`,
  role_taken: ({ name }: { name: string }) => `There is a role ${name} already. Choose another name.`,
  email_taken: ({ email }: { email: string }) => `Somebody with the address ${email} is here already.`,
  named_twice: () => 'A person is named twice.',
  named_unknown: () => 'A person that was named does not exist.',
  member_unknown: () => 'Somebody you name is not on the staff. The team is as it was.',
  access_changed: () => 'What you may do was changed meanwhile. Nothing else was changed.',
  role_in_use: ({ names }: { names: string[] }) =>
    `These have the role: ${names.join(', ')}. Give them another first; nothing was changed.`,
  built_in_role: () => 'The roles from the first day stay as they are. Make one of your own.',
  no_such_role: ({ name }: { name: string }) => `There is no role ${name}.`,
  grants_more: ({ permissions }: { permissions: string[] }) =>
    `You cannot decide about permissions that you do not have: ${permissions.join(', ')}.`,
  no_such_person: () => 'There is no such person.',
  last_admin: () => 'This is the last admin, who stays. Make somebody else an admin first.',
  password_or_invitation: () => 'Send either `password` or `invite`.',
  no_invitations: () => 'No mail can be sent from here, so nobody was invited. Give a temporary password.',
  invitation_over: () => 'This link does not work any more. Ask for a new one.',
  invitation_to_channel: ({ email }: { email: string }) =>
    `${email} is an address of a channel: everybody on the team would see the link. Nothing was sent.`,
  invited_just_now: () => 'An invitation was sent less than a minute ago. Wait a little.',
  has_signed_in: () => 'This person has a way to sign in already. Nothing was changed.',
  access_is_off: () => 'Access is switched off for this person. Switch it on first.',
  no_such_team: () => 'There is no such team.',
  no_such_token: () => 'There is no such token.',
  token_expires_in_past: () => 'expiresAt is in the past.',
  keeping_tokens: () => 'Keeping tokens needs the permission tokens.manage.',
  token_not_present: () => 'A token is not a person: only people are present.',
  token_prefers_nothing: () => 'A token is not a person: it prefers nothing.',
})

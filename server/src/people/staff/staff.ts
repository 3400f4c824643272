/**
 * The people who answer, and what they and programs may do: staff, roles, teams, skills, presence, API tokens,
 * sign-in, and the first set-up. Owns the tables of migration 0010. Refuses to open a door by itself: nobody signs
 * up, nobody grants what they do not have, and the last admin stays.
 */
export { bootstrapStaff } from './bootstrap.ts'
export { companyName, nameCompany, openSecrets } from './installation.ts'
export type { StaffMail } from './invitations/invitation-mail.ts'
export { hasTeammates, mentionable, staffAddresses, staffById, staffNames, staffWho } from './members/member.ts'
export { photoUrlsOf } from './photo/photo.ts'
export { mailboxOf, setMailboxProven, type Mailbox } from './members/mailbox.ts'
export { preferencesOf } from './preferences.ts'
export { hasDeskOpen, noteSeen, seenEveryMs, setPresence } from './presence.ts'
export { staffRoutes } from './routes.ts'
export { breakGlassWarning } from './sign-in/openid/break-glass.ts'
export { discover as discoverOpenId } from './sign-in/openid/discover.ts'
export { openIdCallback } from './sign-in/openid/routes.ts'
export { pruneSignIn } from './sign-in/prune.ts'
export { staffCaller } from './sign-in/callers/staff-caller.ts'
export type { HashCost } from './sign-in/passwords/password.ts'
export { createSignIn, type SignIn } from './sign-in/sign-in.ts'
export { teamById, teamMembers } from './teams.ts'

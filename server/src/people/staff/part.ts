import type { Part } from '../../lib/part.ts'

export const part: Part = {
  is: 'the people who answer, roles, tokens, sign-in',
  tables: {
    installation: { of: 'installation' },
    staff: { of: 'staff', exported: true, erased: 'emptied' },
    staff_sessions: { of: 'staff', erased: 'removed', until: 'the session ends' },
    staff_accounts: { of: 'staff', erased: 'removed' },
    staff_two_factors: { of: 'staff', erased: 'removed' },
    staff_verifications: { of: 'staff', erased: 'removed', until: 'they expire' },
    staff_invitations: { of: 'staff', erased: 'removed', until: 'the person has a way to sign in' },
    staff_used_codes: { of: 'staff', erased: 'removed', until: 'the code is no longer valid' },
    sign_in_attempts: { of: 'staff', erased: 'removed', until: 'they no longer count' },
    staff_presence: { of: 'staff', erased: 'removed' },
    staff_seen: { of: 'staff', erased: 'removed', until: 'they open the desk again' },
    staff_preferences: { of: 'staff', exported: true, erased: 'removed' },
    roles: { of: 'installation' },
    teams: { of: 'installation' },
    team_members: { of: 'staff', erased: 'removed' },
    skills: { of: 'installation' },
    staff_skills: { of: 'staff', erased: 'removed' },
    api_tokens: { of: 'staff', erased: 'removed' },
  },
}

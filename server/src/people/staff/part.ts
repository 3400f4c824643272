import type { Part } from '../../lib/part.ts'

export const part: Part = {
  is: 'the people who answer, roles, tokens, sign-in',
  tables: [
    'installation',
    'staff',
    'staff_sessions',
    'staff_accounts',
    'staff_two_factors',
    'staff_verifications',
    'staff_used_codes',
    'sign_in_attempts',
    'staff_presence',
    'staff_preferences',
    'roles',
    'teams',
    'team_members',
    'skills',
    'staff_skills',
    'api_tokens',
  ],
}

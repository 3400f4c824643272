import { passwordLength } from '@throughline/protocol/staff/password.ts'

export const en = {
  staff: {
    title: 'Team members',
    more: 'The people who answer.',
    add: 'Add a person',
    firstPassword: 'Temporary password',
    firstPasswordMore: `At least ${passwordLength.least} characters. They change it under You.`,
    twoFactor: 'Two-factor',
    presence: { online: 'Here', away: 'Away', offline: 'Not here' },
    inactive: 'Access is off',
    switchOff: 'Switch access off',
    switchOffKeepTokens: 'Switch access off, keep their API tokens',
    keepTokensTitle: (name: string) => `Switch access off for ${name} and keep their API tokens?`,
    switchOffKeepTokensMore:
      'Programs that use tokens made by this person go on working. You stand for them from now on: they may do no more than you.',
    switchOn: 'Switch access on',
    added: (name: string) => `${name} can sign in now.`,
    menu: (name: string) => `What to do with ${name}`,
    you: 'you',
  },
}

import { passwordLength } from '@throughline/protocol/staff/password.ts'

export const settings = {
  settings: {
    title: 'Settings',
    pageTitle: 'Settings · Throughline',
    label: 'Settings',
    groups: {
      company: 'Workspace',
      channels: 'Channels',
      people: 'People',
      programs: 'Developers',
      security: 'Security',
    },
    choose: 'Choose what to set',
    nothingAllowed: 'Your role has no settings. Your own are under You.',
  },
  people: {
    role: 'Role',
    roleNames: { admin: 'Admin', lead: 'Lead', staff: 'Staff', readonly: 'Read only' } as Record<string, string>,
  },
  fields: {
    nameMissing: 'Type a name.',
    emailWrong: 'Type a whole email address.',
    passwordShort: `At least ${passwordLength.least} characters.`,
    code: 'Six-digit code',
    codeWrong: 'This code is not right, or its time is over. Type the one your app shows now.',
  },
  form: {
    auto: 'Decided by itself',
    yes: 'Yes',
    no: 'No',
    secretSet: 'Set. Write to replace it.',
    secretEmpty: 'Not set.',
    secretAgain: 'Enter this again: the server changed.',
    listHint: 'Enter after each.',
    required: 'This is needed.',
    notNumber: 'This is not a number.',
    notJson: 'This is not JSON.',
    choices: {
      twilio: 'Twilio',
      tls: 'TLS',
      starttls: 'STARTTLS',
      none: 'None',
      password: 'Password',
      xoauth2: 'OAuth 2',
      everything: 'Everything',
      new: 'Only what is new',
      last: 'The last message',
      all: 'The whole conversation',
      end: 'At the end',
      start: 'At the start',
      auto: 'Like the system',
      light: 'Light',
      dark: 'Dark',
    } as Record<string, string>,
    /** Abbreviations stay large. */
    use: (title: string) =>
      `Use ${/^\p{Lu}\p{Ll}/u.test(title) ? title.charAt(0).toLowerCase() : title.charAt(0)}${title.slice(1)}`,
  },
  leave: {
    title: 'Leave without saving?',
    more: 'What you changed here is not saved yet.',
    stay: 'Stay',
    leave: 'Leave',
  },
}

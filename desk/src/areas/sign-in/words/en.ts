export const en = {
  signIn: {
    title: 'Sign in',
    pageTitle: 'Sign in · Throughline',
    submit: 'Sign in',
    wrong: 'Email or password is not right.',
    tooMany: (seconds: number) => `Too many tries. Try again in ${waitOf(seconds)}.`,
    codeTitle: 'Enter the code from your app',
    codeMore: 'Open your authenticator app and type the six digits it shows.',
    codeSubmit: 'Continue',
    takeBackup: 'I don’t have my app: use a backup code',
    takeApp: 'Use the app instead',
    backupTitle: 'Enter a backup code',
    backupMore: 'One of the codes you kept when you switched two-factor authentication on. Each works once.',
    backupCode: 'Backup code',
    backupWrong: 'This backup code is not right, or it was used before.',
    startOver: 'Start over',
    expired: 'That took too long. Sign in again.',
    with: (name: string) => `Sign in with ${name}`,
    or: 'or with a password',
    oneAccount: 'Use the emergency account',
    passwordsOff: 'Passwords are switched off here. Use your company’s sign-in.',
    cancelled: 'You cancelled the sign-in. Nothing was changed.',
    busy: 'Too many people of your network signed in at once. Try again in a minute.',
    unavailable: 'Your company’s sign-in does not answer. Try again in a minute.',
    failed:
      'Your company’s sign-in sent an answer that could not be trusted. Try again. If it happens twice, tell your admin.',
    noAccess: 'Your company’s sign-in knows you, but you have no access here. Ask your admin.',
  },
  invitation: {
    pageTitle: 'Invitation · Throughline',
    title: (name: string) => `Welcome, ${name}`,
    more: (company: string | null) =>
      company === null
        ? 'Choose your password to join the team.'
        : `Choose your password to join the team of ${company}.`,
    submit: 'Set password and sign in',
    over: 'This link does not work any more',
    overMore: 'It was used, replaced or revoked, or it has expired. Ask the person who invited you for a new one.',
  },
  setup: {
    pageTitle: 'Set up · Throughline',
    title: 'Welcome. Create the first account.',
    more: 'It becomes the admin. You can add others afterwards.',
    yourName: 'Your name',
    company: 'Company name',
    submit: 'Create the account',
    done: 'Throughline is set up already.',
    goToSignIn: 'Go to sign-in',
    tokenMissing: 'This needs the one-time link',
    tokenMissingMore:
      'Throughline printed it in its window when it started: a line with /setup?token=… Open that link here.',
    tokenWrong: 'This link is not valid any more. Throughline prints a new one each time it starts.',
    wizardName: 'One customer, one thread.',
    wizardMore: 'Whoever answers, and wherever they write.',
  },
}

function waitOf(seconds: number): string {
  if (seconds <= 60) return seconds === 1 ? 'a second' : `${seconds} seconds`
  return `${Math.ceil(seconds / 60)} minutes`
}

/** The keys, one after the other or together; `mod` is the command key of the machine. */
export type Shortcut = [keys: string, what: string]

export interface ShortcutGroup {
  title: string
  list: Shortcut[]
}

export const desk = {
  appName: 'Throughline',
  common: {
    kept: 'I have kept it',
    cancel: 'Cancel',
    save: 'Save',
    saving: 'Saving…',
    saved: 'Saved',
    close: 'Close',
    dismiss: 'Dismiss',
    add: 'Add',
    remove: 'Remove',
    undo: 'Undo',
    undone: 'Undone',
    retry: 'Try again',
    back: 'Back',
    more: 'More',
    loadMore: 'Show more',
    copy: 'Copy',
    copied: 'Copied',
    edit: 'Edit',
    name: 'Name',
    email: 'Email',
    password: 'Password',
    reason: 'Reason',
    optional: 'optional',
    nobody: 'Unassigned',
    me: 'Me',
    unnamed: 'Customer without a name',
    noMatches: 'Nothing found',
    on: 'On',
    off: 'Off',
    search: 'Search',
    never: 'Never used',
  },
  times: {
    now: 'now',
    /** How long ago, in lists. */
    minutes: (count: number) => `${count}m`,
    hours: (count: number) => `${count}h`,
    /** How long. */
    spanMinutes: (count: number) => `${count} min`,
    spanHours: (count: number) => `${count} h`,
    spanDays: (count: number) => `${count} d`,
    dayAt: (day: string, clock: string) => `${day} at ${clock}`,
    laterMinutes: (count: number) => `${count} min later`,
    laterHours: (count: number) => `${count} h later`,
    laterDays: (count: number) => (count === 1 ? 'A day later' : `${count} days later`),
  },
  rail: {
    label: 'Main',
    settings: 'Settings',
    account: 'You',
    listWidth: 'Width of the list',
    skipToContent: 'Skip to content',
  },
  /** In forms, when somebody else was quicker. */
  meanwhile: {
    title: 'Somebody has saved this since you opened it',
    more: 'Nothing was overwritten, and what you wrote is still here. It now says:',
    takeTheirs: 'Take theirs instead',
    line: (name: string, value: string) => `${name}: ${value}`,
    empty: 'nothing',
    given: 'given',
    notGiven: 'not given',
  },
  connection: {
    lost: 'No connection.',
    lostMore: 'What you write is kept, and goes out when it is back.',
    retryNow: 'Try now',
  },
  nodes: {
    title: 'Something is wrong with the file store.',
  },
  sending: {
    title: 'Mail does not leave.',
    more: 'Nothing that is written by mail reaches a customer.',
    one: (name: string, sentence: string) => `${name}: ${sentence}`,
    go: 'Set up mail',
  },
  feedLag: {
    title: 'Webhooks, search and automatic steps are behind.',
    waits: (seconds: number) => `They have waited for ${seconds} s for a transaction that is open in the database.`,
    session: (pid: number, application: string | null, state: string) =>
      `Process ${pid}${application ? ` (${application})` : ''}, ${state}`,
    prepared: 'A prepared transaction',
    openFor: (seconds: number) => `, open for ${seconds} s`,
    query: 'Its last statement',
    advice: 'End that transaction, and they catch up.',
  },
  problems: {
    title: 'That did not work',
    unreachable: 'The server did not answer. Nothing was changed; try again in a moment.',
    unknown: 'Something went wrong on this page. Nothing was changed; reload it and try again.',
    notFound: 'There is nothing at this address',
    notFoundMore: 'It may have been removed, or the link is not whole.',
    goToInbox: 'Go to the inbox',
    noPermission: 'Your role does not include this',
    noPermissionMore: 'Ask an admin if you need it.',
    pageFailed: 'This page could not be shown',
    reload: 'Reload',
  },
  shortcuts: {
    title: 'Keyboard shortcuts',
    hint: 'Shortcuts',
    groups: [
      {
        title: 'Everywhere',
        list: [
          ['mod k', 'Find people, issues, words, pages and actions'],
          ['c', 'Write a new message'],
          ['b', 'Notifications'],
          ['g s', 'Go to settings'],
          ['z', 'Undo what was just done'],
          ['?', 'This list'],
        ],
      },
      {
        title: 'In the list',
        list: [
          ['j', 'Next'],
          ['k', 'Previous'],
          ['Enter', 'Open'],
          ['x', 'Select, to deal with several at once'],
          ['Shift click', 'Select all up to here'],
        ],
      },
      {
        title: 'On an issue, or all that are selected',
        list: [
          ['a', 'Assign to me'],
          ['Shift a', 'Assign to somebody…'],
          ['h', 'Snooze…'],
          ['Shift h', 'Hand over…'],
          ['y', 'Take over what was handed to you'],
          ['!', 'Mark as spam, or not'],
          ['p', 'Set the priority…'],
          ['t', 'Change the tags…'],
          ['Shift f', 'Follow, or follow no more'],
          ['e', 'Close, or reopen'],
          ['u', 'Mark as unread; in the list also as read'],
          ['r', 'Reply'],
          ['n', 'Write a note'],
          [';', 'Insert a saved reply'],
          ['o', 'Show only this issue, or all'],
          ['w', 'Show or hide the customer profile'],
          ['Esc', 'Close what is on top, leave the field, or go back to the list'],
        ],
      },
      {
        title: 'While writing',
        list: [
          ['mod Enter', 'Send'],
          ['mod Shift Enter', 'Send and close the issue'],
          ['/', 'Saved replies, in a reply'],
          ['@', 'A colleague, in a note'],
        ],
      },
    ] as ShortcutGroup[],
  },
}

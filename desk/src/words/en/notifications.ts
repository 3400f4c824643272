interface AttackWords {
  since: string
  count: number
  addresses: number
}

const fromAddresses = (addresses: number) => (addresses === 1 ? 'one address' : `${addresses} addresses`)

export const notifications = {
  notifications: {
    title: 'Notifications',
    unread: (count: number) => (count === 1 ? '1 unread' : `${count} unread`),
    none: 'No notifications yet',
    noneMore: 'When an issue becomes yours, a colleague names you or your customer answers, it shows here.',
    readAll: 'Mark all as read',
    settings: 'What you are notified about',
    isUnread: 'unread',
    somebody: 'Somebody',
    sentences: {
      assigned: (by: string) => `${by} assigned it to you`,
      mentioned: (by: string) => `${by} named you in a note`,
      answered: (_by: string, count: number) =>
        count === 1 ? 'The customer wrote' : `The customer wrote ${count} times`,
      handed_over: (by: string) => `${by} handed it over to you`,
      handover_acknowledged: (by: string) => `${by} has taken it over from you`,
      snooze_ended: (_by: string) => 'It is back from its snooze',
      not_delivered: (_by: string) => 'An answer did not arrive',
      followed: (by: string, count: number) =>
        count === 1
          ? `Something new by ${by} on an issue that you follow`
          : `${count} new things on an issue that you follow`,
      not_sent: (_by: string) => 'A reply that you scheduled was not sent',
      answered_elsewhere: (_by: string) => 'Somebody else answered a mail of the issue',
      forward_answered: (by: string) => `${by} answered what was forwarded`,
    },
    attacks: {
      account_attacked: {
        title: 'Your account',
        sentence: ({ since, addresses }: AttackWords) =>
          `Many failed sign-ins to your account since ${since}, from ${fromAddresses(addresses)}. If it was not you, change your password and switch on two-factor authentication.`,
      },
      sign_in_attacked: {
        title: 'Sign-in',
        sentence: ({ since, count, addresses }: AttackWords) =>
          `${count} failed sign-ins since ${since}, from ${fromAddresses(addresses)}. The audit log has the details.`,
      },
      channel_flooded: {
        title: 'Chat',
        sentence: ({ since }: AttackWords) =>
          `A flood of visitors since ${since}: some of what comes is refused. The channel's page shows where it comes from.`,
      },
    },
    kinds: {
      assigned: 'An issue is assigned to me',
      mentioned: 'Somebody names me in a note',
      answered: 'A customer writes on an issue of mine',
      handed_over: 'An issue is handed over to me or my team',
      handover_acknowledged: 'Somebody takes over what I handed over',
      snooze_ended: 'A snooze of an issue of mine ends',
      not_delivered: 'An answer on an issue of mine or of my team does not arrive',
      followed: 'Something happens on an issue that I follow',
      not_sent: 'A reply that I scheduled is held back',
      answered_elsewhere: 'Somebody else answers a mail of an issue of mine or of my team',
      forward_answered: 'Somebody answers what I forwarded, or what was forwarded from an issue of mine',
      account_attacked: 'Many sign-ins to my account fail',
      sign_in_attacked: 'Many sign-ins to an account or from one address fail',
      channel_flooded: 'Visitors flood a chat',
    },
    followWhen: {
      title: 'Follow an issue by itself',
      mentioned: 'When a colleague names me in a note',
      answered: 'When I answer a customer',
    },
    browser: 'Also outside of this tab',
    browserMore: 'A note of your system, on this device, while you look at something else.',
    browserAllow: 'Allow',
    browserOn: 'Allowed on this device.',
    browserDenied: 'This browser was told not to show any. Its settings for this page can change that.',
  },
}

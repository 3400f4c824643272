export const firstSteps = {
  firstSteps: {
    title: 'First steps',
    done: (done: number, all: number) => `${done} of ${all} done`,
    isDone: 'Done',
    dismiss: 'Put this list away',
    steps: {
      mail_channel: {
        title: 'Connect mail',
        more: 'The address that customers write to.',
        go: 'Connect',
      },
      mail_arrived: {
        title: 'Receive the first mail',
        more: 'Write one to your address, from anywhere. It shows in the inbox within a second.',
        go: 'Where it arrives',
      },
      answered: {
        title: 'Send the first answer',
        more: 'Open an issue, press r, and write.',
        go: 'Inbox',
      },
      teammate: {
        title: 'Add a colleague',
        more: 'They see the same threads, and you see what they are answering.',
        go: 'Add',
      },
      widget: {
        title: 'Put the chat on your site',
        more: 'Two lines in your page. Done when the first visitor writes.',
        go: 'Set up',
      },
    },
  },
}

export const palette = {
  palette: {
    title: 'Find or do',
    label: 'Find or do anything',
    placeholder: 'People, issues, words, pages, actions…',
    open: 'Find',
    none: (typed: string) => `Nothing fits “${typed}”. Try a name, an address, a number or a word.`,
    allWords: (typed: string) => `All results for “${typed}”`,
    searching: 'Looking…',
    groups: {
      issue: 'This issue',
      issues: 'Issues',
      customers: 'Customers',
      words: 'What was said',
      views: 'Views',
      go: 'Go to',
      you: 'Desk',
    },
    assignTo: (name: string) => `Assign to ${name}`,
    unassign: 'Unassign',
    resolve: 'resolve done',
    languageIn: { en: 'English', de: 'German', fr: 'French' },
  },
}

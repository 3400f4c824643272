export const tags = {
  tags: {
    title: 'Tags',
    ofIssue: (number: number) => `Tags of #${number}`,
    ofIssues: (count: number) => `Tags of ${count} issues`,
    find: 'Find a tag',
    create: (name: string) => `Create “${name}”`,
    none: 'There are no tags yet. Type a name.',
    noMatch: (typed: string) => `No tag is called “${typed}”.`,
    change: (names: string[]) => (names.length === 0 ? 'Add tags' : `Tags: ${names.join(', ')}`),
    others: (count: number) => (count === 1 ? 'one more tag' : `${count} more tags`),
    changed: (count: number) => (count === 1 ? 'The tags are changed.' : `The tags of ${count} issues are changed.`),
    gone: 'A deleted tag',
  },
}

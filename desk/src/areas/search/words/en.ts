export const en = {
  searchPage: {
    title: 'Search',
    pageTitle: (query: string) => (query ? `${query} · Search · Throughline` : 'Search · Throughline'),
    shortcut: 'Go to the search',
    label: 'Search in all that was said',
    placeholder: 'Words, an order number, part of an address, a file name…',
    results: 'Results',
    start: 'Search everything that was ever said',
    startMore:
      'Words may be incomplete. Put "quotation marks" around words that stand together, and a - before what should not occur.',
    none: (query: string) => `Nothing was said with “${query}”`,
    noneMore: 'Try fewer or shorter words.',
    noneWithTags: 'Try fewer or shorter words, or other tags.',
    tags: 'With any of these tags',
    clear: 'Clear the search',
    wrote: (name: string) => `${name} wrote`,
    note: 'Internal note',
    indexing: (since: string) =>
      `Older messages are still being added to the search. What was written before ${since} is not found yet.`,
    end: 'That is all.',
  },
}

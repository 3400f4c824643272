import { defineWords } from '../words.ts'

/** What is wrong with the file store of a node, and why a node takes no work. */
export const nodeWords = defineWords('nodes', {
  not_proven: () => 'This node has yet to show that it has the file store of the others.',
  has_other_store: () =>
    'This node does not have the file store of the nodes that run already, and takes no work until it does.',
  cannot_show: () => 'The file store does not answer, so this node cannot show that it shares it.',
  could_not_begin: () => 'This node could not begin its work; its log says why.',
  cannot_write: ({ node, reason }: { node: string; reason: string }) =>
    `${node} cannot write to the file store: ${reason}`,
  other_store: ({ node, other }: { node: string; other: string }) =>
    `${node} has another file store than ${other}: files would be lost. Give all nodes the same S3_ settings, or mount the same folder at DATA_DIR/files of each.`,
  takes_no_work: ({ node }: { node: string }) =>
    `${node} takes no work until then; to go on with its own store, stop the others and restart it.`,
  store_silent: ({ node, other }: { node: string; other: string }) =>
    `${node} cannot read in the file store what ${other} left there: the store does not answer.`,
})

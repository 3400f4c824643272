/** The part of the editor's document that this needs to know. */
export interface RichNode {
  type?: string
  text?: string
  content?: RichNode[]
  marks?: { type: string; attrs?: Record<string, unknown> }[]
  attrs?: Record<string, unknown>
}

/** The rich text as plain text, for those who read mail without HTML and for everything that searches. */
export function plainText(node: RichNode): string {
  return blocks(node.content ?? []).join('\n\n')
}

function blocks(nodes: RichNode[]): string[] {
  return nodes.map(block).filter((text, index, all) => text !== '' || (index > 0 && index < all.length - 1))
}

function block(node: RichNode): string {
  const children = node.content ?? []
  switch (node.type) {
    case 'bulletList':
      return children.map((item) => indent(item, '- ')).join('\n')
    case 'orderedList': {
      const start = Number(node.attrs?.start ?? 1)
      return children.map((item, index) => indent(item, `${start + index}. `)).join('\n')
    }
    case 'blockquote':
      return prefixed(blocks(children).join('\n\n'), '> ', '> ')
    default:
      return children.map(inline).join('')
  }
}

function indent(item: RichNode, mark: string): string {
  return prefixed(blocks(item.content ?? []).join('\n'), mark, ' '.repeat(mark.length))
}

function prefixed(text: string, first: string, rest: string): string {
  return text
    .split('\n')
    .map((line, index) => (index === 0 ? first : rest) + line)
    .join('\n')
}

function inline(node: RichNode): string {
  if (node.type === 'hardBreak') return '\n'
  if (node.type === 'picture') return `[${typeof node.attrs?.alt === 'string' ? node.attrs.alt : ''}]`
  const text = node.text ?? ''
  const href = node.marks?.find((mark) => mark.type === 'link')?.attrs?.href
  return typeof href === 'string' && href !== text ? `${text} (${href})` : text
}

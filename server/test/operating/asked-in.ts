export interface Asked {
  names: string[]
  labels: string[]
}

/** What a PromQL expression asks for: series, and labels in matchers and groupings. */
export function askedIn(expr: string): Asked {
  const groupings = [...expr.matchAll(/\b(?:by|without|on|ignoring)\s*\(([^)]*)\)/g)].map((match) => match[1]!)
  const matchers = [...expr.matchAll(/\{([^}]*)\}/g)].map((match) => match[1]!)
  const bare = expr
    .replace(/"[^"]*"/g, '')
    .replace(/\{[^}]*\}|\[[^\]]*\]|\b(?:by|without|on|ignoring)\s*\([^)]*\)/g, ' ')
    .replace(/\boffset\s+\w+/g, ' ')
  const words = [...bare.matchAll(/[a-z_:][\w:]*(?!\w*\s*\()/gi)].map(([word]) => word)
  const operators = ['and', 'or', 'unless', 'bool']
  return {
    names: words.filter((word) => !operators.includes(word) && /[a-z]/i.test(word)),
    labels: [
      ...groupings.flatMap((list) => list.split(',').map((label) => label.trim())),
      ...matchers.flatMap((list) => [...list.matchAll(/(\w+)\s*(?:=~|!~|!=|=)/g)].map((match) => match[1]!)),
    ],
  }
}

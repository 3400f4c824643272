/** The paths of the tree in ARCHITECTURE.md. A line of it is indented below its folder: a name, and what it is. */
export function pathsDrawnIn(text: string): string[] {
  const [, tree = ''] = /## The tree[\s\S]*?```\n([\s\S]*?)```/.exec(text) ?? []
  const parents: string[] = []
  return [...tree.matchAll(/^( *)([\w./-]+(?:\/|\.tsx?))(?: |$)/gm)].map(([, indent = '', name = '']) => {
    const depth = indent.length / 2
    parents.splice(depth, Infinity, name.replace(/\/$/, ''))
    return parents.join('/')
  })
}

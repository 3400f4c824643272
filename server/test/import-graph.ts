import { globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

const root = join(import.meta.dirname, '../..')

/** A file that imports another, type imports included; both as paths below the folder that was asked about. */
export interface Import {
  from: string
  to: string
}

const code = /\.tsx?$/
const tests = /\.test\.tsx?$|\.d\.ts$/

/** The files of a folder of the project, such as `desk/src`, but for tests. */
export function filesIn(folder: string): string[] {
  return globSync('**/*', { cwd: join(root, folder) })
    .filter((file) => code.test(file) && !tests.test(file) && !file.includes('node_modules'))
    .toSorted()
}

export function importsIn(folder: string): Import[] {
  return filesIn(folder).flatMap((file) =>
    importsOf(readFileSync(join(root, folder, file), 'utf8')).map((path) => ({
      from: file,
      to: relative('/', join('/', dirname(file), path)),
    })),
  )
}

/** The relative paths that a file imports, in whatever form. Comments do not count. */
export function importsOf(text: string): string[] {
  const code = text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
  return [...code.matchAll(/\b(?:from|import|import\(|declare module)\s*'(\.{1,2}\/[^']+\.tsx?)'/g)].map(
    (match) => match[1]!,
  )
}

/** Groups of files that import each other, directly or by way of others (Tarjan's strongly connected components). */
export function circlesIn(imports: readonly Import[]): string[][] {
  const targets = Map.groupBy(imports, ({ from }) => from)
  const order = new Map<string, number>()
  const lowest = new Map<string, number>()
  const open: string[] = []
  const circles: string[][] = []
  function visit(file: string): void {
    order.set(file, order.size)
    lowest.set(file, order.get(file)!)
    open.push(file)
    for (const { to } of targets.get(file) ?? []) {
      if (!order.has(to)) visit(to)
      if (open.includes(to)) lowest.set(file, Math.min(lowest.get(file)!, lowest.get(to)!))
    }
    if (lowest.get(file) !== order.get(file)) return
    const circle = open.splice(open.indexOf(file))
    if (circle.length > 1) circles.push(circle.toSorted())
  }
  for (const file of targets.keys()) if (!order.has(file)) visit(file)
  return circles
}

/** Folders side by side whose files import each other, as `a ⇄ b`, each with the imports of the rarer direction. */
export function foldersThatNeedEachOther(imports: readonly Import[]): Record<string, Import[]> {
  const byPair = Map.groupBy(
    imports.filter((each) => siblings(each) !== null),
    (each) => siblings(each)!.join(' → '),
  )
  const mutual = [...byPair].flatMap(([pair, here]) => {
    const [from = '', to = ''] = pair.split(' → ')
    const back = byPair.get(`${to} → ${from}`)
    return back && from < to ? [[`${from} ⇄ ${to}`, here.length < back.length ? here : back] as const] : []
  })
  return Object.fromEntries(mutual)
}

/** The two folders in which the paths part; null when one of the files lies beside the folder of the other. */
function siblings({ from, to }: Import): [string, string] | null {
  const [a, b] = [from.split('/'), to.split('/')]
  const depth = a.findIndex((name, index) => name !== b[index])
  if (depth < 0 || a.length <= depth + 1 || b.length <= depth + 1) return null
  return [a.slice(0, depth + 1).join('/'), b.slice(0, depth + 1).join('/')]
}

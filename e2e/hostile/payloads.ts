import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const corpus = join(import.meta.dirname, '../../server/test/corpus/html')
const read = (file: string): string => readFileSync(join(corpus, file), 'utf8')
const strings: unknown = JSON.parse(read('naughty-strings/blns.json'))

/** Every hostile text of the corpus. */
export const payloads: readonly string[] = [
  ...read('xss-payload-list/xss-payload-list.txt').split('\n'),
  ...(Array.isArray(strings) ? strings.map(String) : []),
].filter((payload) => payload.trim() !== '')

// Ends whatever a payload may have left open, so that the next one is read as if it were the first.
const ending = `'>"></textarea></title></style></script></xmp></noscript></noembed></template></select></svg></math>-->]]></table>`

export interface HtmlPart {
  /** The numbers of the payloads in it: each stands before its payload as “Number 17.”. */
  readonly numbers: readonly number[]
  readonly html: string
}

/** Many to a body, which is what makes it quick; one that swallows what follows is found out, and sent alone. */
export function htmlParts(numbers: readonly number[], perPart: number): HtmlPart[] {
  return chunksOf(numbers, perPart).map((chunk) => ({
    numbers: chunk,
    html: chunk.map((number) => `<p>Number ${number}.</p><div>${payloads[number]}</div>`).join(ending),
  }))
}

export function numbersIn(text: string): number[] {
  return [...text.matchAll(/Number (\d+)\./g)].map((match) => Number(match[1]))
}

/** As text: joined up to a length, since text stays text however much there is of it; a longer one is cut up. */
export function packed(maxLength: number, between: string): string[] {
  const packs: string[] = []
  let pack = ''
  for (const payload of payloads) {
    const text = payload.replaceAll('\u0000', '').toWellFormed()
    for (let from = 0; from < text.length; from += maxLength) {
      const piece = text.slice(from, from + maxLength).toWellFormed()
      if (pack !== '' && pack.length + between.length + piece.length > maxLength) {
        packs.push(pack)
        pack = ''
      }
      pack = pack === '' ? piece : pack + between + piece
    }
  }
  return [...packs, pack].filter((one) => one.trim() !== '')
}

export function chunksOf<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  )
}

/** All items, some at a time. */
export async function eachOf<Item>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item, index: number) => Promise<unknown>,
): Promise<void> {
  let next = 0
  const workSome = async () => {
    for (let index = next++; index < items.length; index = next++) await work(items[index]!, index)
  }
  await Promise.all(Array.from({ length: atOnce }, workSome))
}

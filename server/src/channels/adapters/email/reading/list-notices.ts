import { firstWord } from './automatic.ts'
import type { KindFacts } from './kind-facts.ts'
import type { Headers } from './mime/headers.ts'

/** Addresses under which list programs write for themselves. */
const listProgram =
  /^(?:mailman|listserv|majordomo|sympa|listmaster|ezmlm|mlmmj|ecartis|listar|listproc|minimalist|fml|smartlist)(?:[-+.=_].*)?@/

/** An address of the list's own beside the list: `riders-request@town.example`, `riders+help@town.example`. */
const besideList = /^(.+?)[-+](?:owner|request|admin|bounces|confirm|conf(?:un)?sub|help|ctl)(?:[-+=][^@]*)?@/

/**
 * A list's housekeeping: confirmations, digests of rules, answers to commands; what the program itself writes, and no
 * member. An address alone may be a person's: it takes a field of a machine, or of that same list, beside it.
 */
export function isListNotice({ headers, from, returnPath }: KindFacts): boolean {
  if (firstWord(headers.first('x-list-administrivia')) === 'yes') return true
  if (from === null) return false
  if (listProgram.test(from.address)) return returnPath === '' || saysMachine(headers) || namesList(headers) !== ''
  const local = from.address.slice(0, from.address.lastIndexOf('@'))
  const list = besideList.exec(from.address)?.[1]
  if (list === undefined) return false
  const words = namesList(headers).split(/[^\w.+-]+/)
  return words.some((word) => word === local || word === list || word.startsWith(`${list}.`))
}

function saysMachine(headers: Headers): boolean {
  const autoSubmitted = firstWord(headers.first('auto-submitted'))
  const precedence = firstWord(headers.first('precedence'))
  return (autoSubmitted !== '' && autoSubmitted !== 'no') || /^(?:bulk|junk|list)/.test(precedence)
}

const listFields = [
  'list-id',
  'mailing-list',
  'list-post',
  'x-mailman-version',
  'x-beenthere',
  'x-listserver',
  'x-ml-name',
]

/** What the list's fields say, in lower case. */
function namesList(headers: Headers): string {
  return listFields
    .flatMap((name) => headers.all(name))
    .join(' ')
    .slice(0, 4000)
    .toLowerCase()
}

import type { Issue } from '@throughline/protocol/issues/issues.ts'
import { w } from '../../words/words.ts'

/** Whose issue it is: the name or address, else where on the site the visitor was when they last wrote. */
export function customerOfIssue({ customerName, visitorPage, isVisitor }: Issue): string {
  if (customerName !== null) return customerName
  if (visitorPage !== undefined) return w.who.visitorOn(pathOf(visitorPage))
  return isVisitor ? w.who.visitor : w.common.unnamed
}

/** "/kettles", as people read it; of the first page of a site, the site. */
export function pathOf(page: string): string {
  const { pathname: path, host } = URL.parse(page) ?? { pathname: page, host: page }
  if (path === '/') return host
  try {
    return decodeURI(path)
  } catch {
    return path
  }
}

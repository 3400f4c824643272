import { isBeacon, removed } from '../html/safe-writer.ts'
import { isHidden } from '../html/to-text.ts'
import { attribute, parseHtml, type HtmlElement } from '../html/tree.ts'

/** The content ids of the pictures that people see on a page, as it is shown. */
export function shownContentIds(html: string): Set<string> {
  const found = new Set<string>()
  if (/cid:/i.test(html)) collect(parseHtml(html), found)
  return found
}

function collect(element: HtmlElement, found: Set<string>): void {
  for (const child of element.children) {
    if (child.kind === 'text' || removed.has(child.tag) || isHidden(child)) continue
    if (child.tag === 'img' && !isBeacon(child)) {
      const contentId = /^\s*cid:(.+?)\s*$/i.exec(attribute(child, 'src'))?.[1]
      if (contentId !== undefined) found.add(decoded(contentId))
    }
    collect(child, found)
  }
}

function decoded(contentId: string): string {
  try {
    return decodeURIComponent(contentId)
  } catch {
    return contentId
  }
}

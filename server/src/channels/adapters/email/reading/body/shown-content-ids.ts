import { attribute, parseHtml, type HtmlElement } from '../html/tree.ts'

/** The content ids of the pictures that a page shows. */
export function shownContentIds(html: string): Set<string> {
  const found = new Set<string>()
  if (/cid:/i.test(html)) collect(parseHtml(html), found)
  return found
}

function collect(element: HtmlElement, found: Set<string>): void {
  for (const child of element.children) {
    if (child.kind === 'text') continue
    if (child.tag === 'img') {
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

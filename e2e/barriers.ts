import axe from 'axe-core'
import type { Frame, Page } from 'playwright-core'

/** What would keep somebody from using the page, as axe sees it: any finding, however small. Within frames, too. */
export async function barriers(page: Page | Frame): Promise<string[]> {
  // The page's policy forbids scripts that are not its own files; the debugger may.
  await page.evaluate(axe.source)
  // Half-faded text has too little contrast: transitions end first. What turns for ever (a spinner) is not waited for.
  await page.evaluate(
    `Promise.all(document.getAnimations()
      .filter((animation) => Number.isFinite(animation.effect?.getComputedTiming().endTime))
      .map((animation) => animation.finished.catch(() => {}))).then(() => {})`,
  )
  const violations = await page.evaluate<string>(
    `axe.run(document, { resultTypes: ['violations'] }).then((run) => JSON.stringify(run.violations))`,
  )
  const found: { id: string; nodes: { html: string; failureSummary: string }[] }[] = JSON.parse(violations)
  return found.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary}`),
  )
}

/** By how many pixels something reaches beyond the right edge. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth')
}

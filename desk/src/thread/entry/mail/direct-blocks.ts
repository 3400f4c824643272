const blocks = 'p, div, li, td, th, h1, h2, h3, h4, h5, h6, blockquote, pre, dd, dt, ul, ol, table, center, address'

/**
 * Many mails in Arabic or Hebrew do not say in which direction they are written. Each block that says nothing, and stands in
 * none that does, takes its own from its first letters.
 */
export function directBlocks(body: HTMLElement): void {
  for (const block of body.querySelectorAll(blocks)) {
    if (block.parentElement?.closest('[dir=ltr], [dir=rtl]') || block.hasAttribute('dir')) continue
    block.setAttribute('dir', 'auto')
  }
}

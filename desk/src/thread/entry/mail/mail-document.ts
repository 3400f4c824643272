/**
 * The page inside the frame of an HTML mail. The server has sanitised it; this is the second wall and the third: its
 * own policy lets nothing load but pictures of ours, and the frame around it runs no scripts.
 */
export interface MailDocumentOptions {
  html: string
  /** Where our own attachments come from, as in `https://desk.example`. */
  origin: string
  scheme: 'light' | 'dark'
}

export function mailDocument({ html, origin, scheme }: MailDocumentOptions): string {
  const policy = `default-src 'none'; img-src data: ${origin}/api/v1/attachments/ ${origin}/api/v1/entries/; style-src 'unsafe-inline'`
  const isStyled = hasOwnColours(html)
  return `<!doctype html><html><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="referrer" content="no-referrer">
<base target="_blank">
<style>${styleSheet(isStyled ? 'light' : scheme)}</style></head><body${isStyled ? ' class="paper"' : ''}>${html}</body></html>`
}

/** A mail that brings colours was made for white paper; one that brings none takes the desk's. */
export function hasOwnColours(html: string): boolean {
  return /\bbgcolor\b|\bbackground\b|\bcolor\s*[:=]/i.test(html)
}

function styleSheet(scheme: 'light' | 'dark'): string {
  const ink = scheme === 'dark' ? '#e6e8eb' : '#1b1f24'
  const link = scheme === 'dark' ? '#9dacf2' : '#3c52c0'
  return `:root{color-scheme:${scheme}}
html{overflow-x:auto;overflow-y:hidden}
body{margin:0;font:14px/21px -apple-system,BlinkMacSystemFont,"Segoe UI",Roboto,"Noto Sans","Open Sans",Helvetica,Arial,sans-serif;color:${ink};overflow-wrap:anywhere;unicode-bidi:plaintext}
body.paper{background:#fff;padding:12px;border-radius:6px}
a{color:${link}}
img{max-width:100%;height:auto}
img:not([src]){background:#8882;outline:1px dashed #8886;outline-offset:-1px}
p{margin:0 0 10px}
p:last-child{margin-bottom:0}
[dir=auto]{unicode-bidi:plaintext}
blockquote{margin:0;margin-inline-start:8px;padding-inline-start:10px;border-inline-start:2px solid #8884}
pre{white-space:pre-wrap}
table{max-width:100%}`
}

/** Pictures that browsers show without running anything; everything else is a download. */
const shownInline = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif'])

/**
 * For a PDF that is shown in a frame of the desk. The browser's own viewer runs it, apart from the page; it is never read as
 * anything else, since its type is fixed. `sandbox` would keep that viewer away.
 */
const pdfHeaders = {
  'content-type': 'application/pdf',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
  'x-frame-options': 'SAMEORIGIN',
}

/** Headers under which the bytes of a stranger can be served from our own origin. */
export function downloadHeaders(
  file: { name: string; mediaType: string; sizeBytes: number },
  { preview = false }: { preview?: boolean } = {},
): Record<string, string> {
  const isPdf = preview && file.mediaType === 'application/pdf'
  const isShown = isPdf || shownInline.has(file.mediaType)
  return {
    'content-type': isShown
      ? file.mediaType
      : file.mediaType === 'text/plain'
        ? 'text/plain; charset=utf-8'
        : 'application/octet-stream',
    'content-length': String(file.sizeBytes),
    'content-disposition': `${isShown ? 'inline' : 'attachment'}; filename="${asciiName(file.name)}"; filename*=UTF-8''${encodeName(file.name)}`,
    // Even if a browser could be talked into treating it as a page, it may do nothing.
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    // Not kept by the browser: the next person at this computer must not find it after a sign-out.
    'cache-control': 'private, no-store',
    ...(isPdf && pdfHeaders),
  }
}

function asciiName(name: string): string {
  return name.replace(/[^\x20-\x7e]|["\\%]/g, '_')
}

// RFC 8187: what encodeURIComponent leaves alone but a header may not hold.
function encodeName(name: string): string {
  return encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

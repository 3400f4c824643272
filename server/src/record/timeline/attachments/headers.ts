/** Pictures that browsers show without running anything; everything else is a download. */
const shownInline = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif'])

/** Headers under which the bytes of a stranger can be served from our own origin. */
export function downloadHeaders(file: { name: string; mediaType: string; sizeBytes: number }): Record<string, string> {
  const isShown = shownInline.has(file.mediaType)
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

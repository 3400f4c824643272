/**
 * For answers to programs: they are not meant to be shown as a page, and if a browser shows one anyway (a file that a
 * customer sent), it may do nothing at all.
 */
export function dataHeaders(publicUrl: string): Record<string, string> {
  return {
    'content-security-policy':
      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'same-origin',
    ...transport(publicUrl),
  }
}

/**
 * For pages. What a browser is told to refuse on our behalf. Scripts come from us alone and never from the page's text;
 * `style-src` allows attributes, because the desk's component library positions things with them.
 */
export function pageHeaders(
  publicUrl: string,
  /** Whether pages of our own origin may frame each other: for the channel lab, which shows the desk beside it. */
  { framedBySelf = false }: { framedBySelf?: boolean } = {},
): Record<string, string> {
  const socket = publicUrl.replace(/^http/, 'ws')
  const policy = [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    // blob: and data: for pictures that are being pasted or shown before they are sent.
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    `connect-src 'self' ${socket}`,
    "media-src 'self' blob:",
    "worker-src 'self' blob:",
    // Mail is shown in a sandboxed frame whose document is written from here.
    "frame-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    framedBySelf ? "frame-ancestors 'self'" : "frame-ancestors 'none'",
  ]
  return {
    'content-security-policy': policy.join('; '),
    'x-content-type-options': 'nosniff',
    'x-frame-options': framedBySelf ? 'SAMEORIGIN' : 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(self), payment=(), usb=()',
    ...transport(publicUrl),
  }
}

function transport(publicUrl: string): Record<string, string> {
  if (!publicUrl.startsWith('https:')) return {}
  return { 'strict-transport-security': 'max-age=63072000; includeSubDomains' }
}

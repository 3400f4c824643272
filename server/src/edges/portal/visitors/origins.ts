import { webchatWords } from '@throughline/protocol/webchat/words.ts'
import { AppError } from '../../../lib/errors.ts'

/**
 * Whether a page of this origin may act for a visitor. `allowed` are the channel's sites; `isOwn` is
 * true for pages of ours, where the frame of the widget lives. A browser always says where a page's script calls from;
 * a caller that says nothing is no page, and is known by the visitor's token.
 */
export function isAllowedOrigin(
  origin: string | undefined,
  { allowed, isOwn }: { allowed: readonly string[]; isOwn: boolean },
): boolean {
  if (origin === undefined) return true
  if (isOwn) return true
  const asked = origin.toLowerCase()
  return allowed.some((site) => matches(site, asked))
}

/** `https://*.example.com` stands for any subdomain, not for example.com itself. */
export function matches(site: string, origin: string): boolean {
  const [scheme, rest = ''] = site.split('//')
  if (!rest.startsWith('*.')) return site === origin
  const [askedScheme, asked = ''] = origin.split('//')
  return scheme === askedScheme && /^[a-z0-9.:-]+$/.test(asked) && asked.endsWith(rest.slice(1))
}

export function refuseOrigin(origin: string | undefined, about: Parameters<typeof isAllowedOrigin>[1]): void {
  if (isAllowedOrigin(origin, about)) return
  throw new AppError('origin_not_allowed', webchatWords.site_not_allowed())
}

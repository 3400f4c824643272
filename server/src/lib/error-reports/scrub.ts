const longest = 300

/**
 * What an error says, without what it may quote: addresses, names, words of customers, tokens. What is quoted or looks
 * like one of them goes, also where it would have helped: from the first quotation mark of a kind to the last, because
 * what is quoted may have quotation marks in it. Words without any are not recognised.
 */
export function scrub(text: string): string {
  return (
    text
      .slice(0, 4000)
      .replace(/"[^]*"|“[^]*”|‘[^]*’|«[^]*»|`[^]*`|(?<!\w)'[^]*'/g, '[…]')
      // One that is never closed.
      .replace(/(?:["“«`‘]|(?<!\w)')[^]*/, '[…]')
      .replace(/=\s*\([^)]*\)?/g, '=([…])')
      .replace(/[^\s<>()[\]]+@[^\s<>()[\]]+/g, '[address]')
      .replace(/\b[a-z][a-z0-9+.-]*:\/\/\S+/gi, '[url]')
      .replace(/\b(?:bearer|basic)\s+\S+/gi, '[token]')
      .replace(/[\w+/=.~-]{20,}/g, '[token]')
      .replace(/\+?\d[\d\s().-]{5,}\d/g, '[number]')
      .replace(/\s+/g, ' ')
      .slice(0, longest)
  )
}

/** Whether a text has no character above 127: most have none, and need nothing of what other scripts need. */
// oxlint-disable-next-line no-control-regex -- the range is all of ASCII
export const isAscii = (text: string): boolean => /^[\x00-\x7f]*$/.test(text)

/** For headers and sentences: what strangers wrote must not end the line. Cut, since some write novels into a subject. */
export function oneLine(text: string, maxChars = 250): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what is taken out
  const line = text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim()
  return line.length <= maxChars ? line : `${line.slice(0, maxChars).toWellFormed()}…`
}

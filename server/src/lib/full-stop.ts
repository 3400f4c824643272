/** A name at the end of a sentence: the point of `Co.` is the sentence's as well. */
export const withFullStop = (name: string): string => (name.endsWith('.') ? name : `${name}.`)

/** A name for the middle of a sentence: letters that run from right to left do not change the order of the words beside it. */
export const isolated = (name: string): string => `\u2068${name}\u2069`

/** A text in an address; nothing where there is none. */
export function textField<Name extends string>(search: Record<string, unknown>, name: Name): { [K in Name]?: string } {
  const value = search[name]
  // The router reads a value of digits as a number.
  const isText = typeof value === 'string' || typeof value === 'number'
  const result: { [K in Name]?: string } = {}
  if (isText && value !== '') result[name] = String(value)
  return result
}

/**
 * What a saved reply may leave open: `{{customer.name}}`. Filled in where it is used, by the agent who writes; anything
 * of the customer's details by its own name, `{{customer.details.Order number}}`.
 */
export const variableNames = [
  'customer.name',
  'customer.firstName',
  'customer.email',
  'customer.phone',
  'issue.number',
  'issue.subject',
  'staff.name',
  'staff.firstName',
  'business.name',
] as const

export type VariableName = (typeof variableNames)[number]

/** Free details of a customer, by the name they were noted under. */
export const detailsPrefix = 'customer.details.'

const pattern = /\{\{\s*([^{}]{1,120}?)\s*\}\}/g

export type VariableValues = Readonly<Record<string, string | null | undefined>>

/** The names that a text leaves open, each once, in order. */
export function variablesIn(text: string): string[] {
  return [...new Set([...text.matchAll(pattern)].map((match) => match[1]!))]
}

function isVariable(name: string): boolean {
  const isDetail = name.startsWith(detailsPrefix) && name.length > detailsPrefix.length
  return isDetail || variableNames.some((known) => known === name)
}

export function unknownVariables(text: string): string[] {
  return variablesIn(text).filter((name) => !isVariable(name))
}

/**
 * Fills in what is known. What is not known stays as it was written, and is named, so that it never goes out unseen.
 */
export function fillVariables(
  text: string,
  values: VariableValues,
  escape: (value: string) => string = (value) => value,
): { text: string; missing: string[] } {
  const missing = new Set<string>()
  const filled = text.replace(pattern, (written, name: string) => {
    const value = values[name]?.trim()
    if (value) return escape(value)
    missing.add(name)
    return written
  })
  return { text: filled, missing: [...missing] }
}

/** Variables still standing in a text that is about to be sent. Other braces are the writer's own, and stay. */
export function leftOpen(text: string): string[] {
  return variablesIn(text).filter(isVariable)
}

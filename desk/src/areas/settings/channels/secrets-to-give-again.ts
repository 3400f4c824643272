import type { Channel, ChannelKind } from '@throughline/protocol/channels/channels.ts'
import type { SchemaValues } from '../schema-form/schema-values.ts'

/**
 * Which secrets the server has forgotten, or will forget when the form is saved as it is: those that are bound to a
 * setting that was changed. Shown while one types; what counts is the server's answer.
 */
export function secretsToGiveAgain(
  bindings: ChannelKind['secretBindings'],
  channel: Pick<Channel, 'secretsSet' | 'secretsToGiveAgain'> | null,
  { saved, values }: { saved: SchemaValues; values: SchemaValues },
): string[] {
  if (channel === null) return []
  const isChanged = (path: string) => JSON.stringify(saved[path] ?? '') !== JSON.stringify(values[path] ?? '')
  return bindings
    .filter(
      ({ secret, boundTo }) =>
        channel.secretsToGiveAgain.includes(secret) ||
        (channel.secretsSet.includes(secret) && boundTo.some((path) => isChanged(path))),
    )
    .map(({ secret }) => secret)
    .filter((secret) => (values[secret] ?? '') === '')
}

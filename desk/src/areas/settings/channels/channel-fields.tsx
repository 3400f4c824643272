import { TextInput } from '@mantine/core'
import { w } from './words/words.ts'
import { SchemaForm } from '../schema-form/schema-form.tsx'
import type { ChannelForm } from './use-channel-form.ts'

export function ChannelFields({ form }: { form: ChannelForm }) {
  return (
    <>
      <TextInput
        label={w.channels.nameLabel}
        description={w.channels.nameMore}
        error={form.problems.name}
        required
        mb="md"
        value={form.name}
        onChange={(event) => form.setName(event.currentTarget.value)}
      />
      <SchemaForm
        channelKind={form.kind}
        fields={form.fields}
        values={form.values}
        problems={form.problems}
        secretsSet={form.secretsSet}
        secretsToGiveAgain={form.secretsToGiveAgain}
        onChange={form.set}
      />
    </>
  )
}

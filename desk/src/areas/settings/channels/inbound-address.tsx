import { Button, CopyButton, Group, TextInput } from '@mantine/core'
import { w } from './words/words.ts'

export function InboundAddress({ url }: { url: string }) {
  return (
    <Group align="flex-end" gap="xs" mb="md" wrap="nowrap">
      <TextInput label={w.channels.inboundUrl} value={url} readOnly flex={1} />
      <CopyButton value={url}>
        {({ copied, copy }) => (
          <Button variant="default" onClick={copy}>
            {copied ? w.common.copied : w.common.copy}
          </Button>
        )}
      </CopyButton>
    </Group>
  )
}

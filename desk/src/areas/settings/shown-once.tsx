import { Alert, Button, Code, CopyButton, Group, Text } from '@mantine/core'
import { w } from '../../words/words.ts'

/** A secret that is seen this once: with the way to keep it. */
export function ShownOnce({
  title,
  value,
  more,
  onDone,
}: {
  title: string
  value: string
  more: string
  onDone: () => void
}) {
  return (
    <Alert title={title} mb="lg">
      <Text size="xs" mb="xs">
        {more}
      </Text>
      <Code block data-secret style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {value}
      </Code>
      <Group gap="xs" mt="sm">
        <CopyButton value={value}>
          {({ copied, copy }) => <Button onClick={copy}>{copied ? w.common.copied : w.common.copy}</Button>}
        </CopyButton>
        <Button variant="subtle" onClick={onDone}>
          {w.common.kept}
        </Button>
      </Group>
    </Alert>
  )
}

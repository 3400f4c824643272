import { Button, CopyButton, Group, TextInput } from '@mantine/core'
import { w } from './words/words.ts'

/** A value to be pasted elsewhere. */
export function CopyField({
  label,
  value,
  isLabelHidden = false,
}: {
  label: string
  value: string
  isLabelHidden?: boolean
}) {
  return (
    <Group align="flex-end" gap="xs" {...(isLabelHidden ? { mt: 'xs' } : { mb: 'md' })} wrap="nowrap">
      <TextInput {...(isLabelHidden ? { 'aria-label': label } : { label })} value={value} readOnly flex={1} />
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <Button variant="default" onClick={copy}>
            {copied ? w.common.copied : w.common.copy}
          </Button>
        )}
      </CopyButton>
    </Group>
  )
}

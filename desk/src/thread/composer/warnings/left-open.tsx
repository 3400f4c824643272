import { Anchor } from '@mantine/core'
import { w } from '../../../words/words.ts'
import { Warning } from './warning.tsx'

/** Variables nobody has filled: a customer must never read one. */
export function LeftOpen({ names, onSendAnyway }: { names: string[]; onSendAnyway: () => void }) {
  return (
    <Warning
      action={
        <Anchor component="button" type="button" fz={12} onClick={onSendAnyway}>
          {w.composer.leftOpenAnyway}
        </Anchor>
      }
    >
      {w.composer.leftOpen(names.map((name) => `{{${name}}}`).join(', '))}
    </Warning>
  )
}

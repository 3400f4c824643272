import { Button, Menu } from '@mantine/core'
import { IconChevronDown } from '../../../look/icons.ts'
import { commandKey } from '../../../keys/command-key.ts'
import { w } from '../../../words/words.ts'
import { holdChoices, useHoldSeconds } from './hold-seconds.ts'

export interface SendButtonProps {
  isNote: boolean
  isDisabled: boolean
  canClose: boolean
  /** What is sent here may wait a moment, so that it can be taken back. */
  holds: boolean
  onSend: () => void
  onSendAndClose: () => void
}

export function SendButton({ isNote, isDisabled, canClose, holds, onSend, onSendAndClose }: SendButtonProps) {
  const [holdSeconds, chooseHoldSeconds] = useHoldSeconds()
  const hasMore = !isNote && (canClose || holds)
  const main = (
    <Button
      disabled={isDisabled}
      onClick={onSend}
      title={`${commandKey} Enter`}
      style={hasMore ? { borderStartEndRadius: 0, borderEndEndRadius: 0 } : undefined}
    >
      {isNote ? w.composer.addNote : w.composer.send}
    </Button>
  )
  if (!hasMore) return main
  return (
    <Button.Group>
      {main}
      <Menu position="top-end" width={240}>
        <Menu.Target>
          <Button aria-label={w.composer.sendMore} px={6} style={{ borderLeft: '1px solid #fff5' }}>
            <IconChevronDown size={14} aria-hidden />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {canClose && (
            <Menu.Item
              disabled={isDisabled}
              onClick={onSendAndClose}
              rightSection={<span style={{ fontSize: 12 }}>{commandKey} ⇧ ↵</span>}
            >
              {w.composer.sendAndClose}
            </Menu.Item>
          )}
          {holds && (
            <>
              <Menu.Label>{w.composer.holdFor}</Menu.Label>
              <Menu.RadioGroup value={String(holdSeconds)} onChange={(seconds) => chooseHoldSeconds(Number(seconds))}>
                {holdChoices.map((seconds) => (
                  <Menu.RadioItem key={seconds} value={String(seconds)} closeMenuOnClick>
                    {w.composer.holdSeconds(seconds)}
                  </Menu.RadioItem>
                ))}
              </Menu.RadioGroup>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
    </Button.Group>
  )
}

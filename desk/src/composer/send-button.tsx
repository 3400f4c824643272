import { Button, Menu } from '@mantine/core'
import { IconChevronDown } from '../look/icons.ts'
import { commandKey } from '../shell/command-key.ts'
import { w } from '../words/words.ts'

export interface SendButtonProps {
  isNote: boolean
  isDisabled: boolean
  canClose: boolean
  onSend: () => void
  onSendAndClose: () => void
}

export function SendButton({ isNote, isDisabled, canClose, onSend, onSendAndClose }: SendButtonProps) {
  const main = (
    <Button
      disabled={isDisabled}
      onClick={onSend}
      title={`${commandKey} Enter`}
      style={canClose && !isNote ? { borderStartEndRadius: 0, borderEndEndRadius: 0 } : undefined}
    >
      {isNote ? w.composer.addNote : w.composer.send}
    </Button>
  )
  if (isNote || !canClose) return main
  return (
    <Button.Group>
      {main}
      <Menu position="top-end" width={240}>
        <Menu.Target>
          <Button
            disabled={isDisabled}
            aria-label={w.composer.sendMore}
            px={6}
            style={{ borderLeft: '1px solid #fff5' }}
          >
            <IconChevronDown size={14} aria-hidden />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={onSendAndClose} rightSection={<span style={{ fontSize: 12 }}>{commandKey} ⇧ ↵</span>}>
            {w.composer.sendAndClose}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </Button.Group>
  )
}

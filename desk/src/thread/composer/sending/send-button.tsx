import { Button, Menu } from '@mantine/core'
import { useState } from 'react'
import { IconChevronDown } from '../../../look/icons.ts'
import { commandKey } from '../../../keys/command-key.ts'
import { w } from '../../../words/words.ts'
import { LaterItems } from '../later/later-items.tsx'
import { SendAt } from '../later/send-at.tsx'
import { holdChoices, useHoldSeconds } from './hold-seconds.ts'

export interface SendButtonProps {
  isNote: boolean
  isDisabled: boolean
  canClose: boolean
  /** What is sent here may wait a moment, so that it can be taken back. */
  holds: boolean
  /** It may wait here for its time. */
  canSendLater: boolean
  onSend: () => void
  onSendLater: (at: Date, onlyIfUnanswered: boolean) => void
  onSendAndClose: () => void
}

export function SendButton(props: SendButtonProps) {
  const { isNote, isDisabled, canClose, holds, canSendLater, onSend, onSendLater, onSendAndClose } = props
  const [onlyIfUnanswered, setOnlyIfUnanswered] = useState(true)
  const [isPicking, setIsPicking] = useState(false)
  const [holdSeconds, chooseHoldSeconds] = useHoldSeconds()
  const hasMore = !isNote && (canClose || holds || canSendLater)
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
      <Menu position="top-end" width={300}>
        <Menu.Target>
          {/* The menu opens without a text too, to choose how long a message waits. It is styled like the button beside it. */}
          <Button
            aria-label={w.composer.sendMore}
            px={6}
            variant={isDisabled ? 'default' : 'filled'}
            style={isDisabled ? undefined : { borderInlineStart: '1px solid #fff5' }}
          >
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
          {canSendLater && (
            <LaterItems
              isDisabled={isDisabled}
              onlyIfUnanswered={onlyIfUnanswered}
              onOnlyIfUnanswered={setOnlyIfUnanswered}
              onSend={(at) => onSendLater(at, onlyIfUnanswered)}
              onPick={() => setIsPicking(true)}
            />
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
      {isPicking && (
        <SendAt onlyIfUnanswered={onlyIfUnanswered} onSend={onSendLater} onClose={() => setIsPicking(false)} />
      )}
    </Button.Group>
  )
}

import { Modal } from '@mantine/core'
import { useState } from 'react'
import { flushSync } from 'react-dom'
import { useMay } from '../../data/me/use-me.ts'
import { useKeys } from '../../keys/use-keys.ts'
import { finderTop } from '../../look/finder-top.ts'
import { w } from '../../words/words.ts'
import { RecipientForm } from './recipient-form.tsx'

/** `c` asks whom to write to; the message itself is written on that customer's thread. */
export function NewMessage() {
  const mayWrite = useMay('thread.write')
  const [isOpen, setIsOpen] = useState(false)
  const [isLeaving, setIsLeaving] = useState(false)
  const open = () => {
    setIsLeaving(false)
    setIsOpen(true)
  }
  const leave = () => {
    setIsLeaving(true)
    setIsOpen(false)
  }
  // Drawn before the next key: letters typed at once belong to the field.
  useKeys({ c: () => mayWrite && flushSync(open) })
  return (
    <Modal.Root
      opened={isOpen}
      onClose={() => setIsOpen(false)}
      // The recipient's thread is open: the focus is in the composer by then.
      returnFocus={!isLeaving}
      centered={false}
      yOffset={finderTop}
      size={600}
      padding={0}
      transitionProps={{ duration: 0 }}
    >
      <Modal.Overlay backgroundOpacity={0.4} />
      <Modal.Content aria-label={w.newMessage.title}>
        <RecipientForm onDone={leave} />
      </Modal.Content>
    </Modal.Root>
  )
}

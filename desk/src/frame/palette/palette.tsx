import { Modal } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useState } from 'react'
import { flushSync } from 'react-dom'
import { finderTop } from '../../look/finder-top.ts'
import { w } from '../../words/words.ts'
import { PaletteForm } from './palette-form.tsx'
import { openPalette, usePaletteCalls, type PaletteCall } from '../../keys/open-palette.ts'

/** ⌘K finds people, issues, words, pages, and what can be done with the issue at hand. */
export function Palette() {
  const [isOpen, setIsOpen] = useState(false)
  const [call, setCall] = useState<PaletteCall>({})
  // Drawn before the next key: letters typed at once belong to the field, and not to the page as shortcuts.
  usePaletteCalls((asked) =>
    flushSync(() => {
      // What is done is done with the row in focus, where no issue is open.
      setCall({ ...asked, issueId: asked.issueId ?? document.activeElement?.getAttribute('data-issue') ?? undefined })
      setIsOpen(true)
    }),
  )
  // Also while writing: that is when somebody looks for something.
  useHotkeys([['mod+K', () => openPalette()]], [], true)
  const close = () => setIsOpen(false)
  return (
    <Modal.Root
      opened={isOpen}
      onClose={close}
      centered={false}
      yOffset={finderTop}
      size={600}
      padding={0}
      // There with the next letter that is typed.
      transitionProps={{ duration: 0 }}
    >
      <Modal.Overlay backgroundOpacity={0.4} />
      <Modal.Content aria-label={w.palette.title}>
        <PaletteForm call={call} onDone={close} />
      </Modal.Content>
    </Modal.Root>
  )
}

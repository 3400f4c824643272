import { ActionIcon, Button, Group, Popover, TextInput } from '@mantine/core'
import type { Editor } from '@tiptap/react'
import { useState } from 'react'
import { IconLink } from '../../../look/icons.ts'
import { w } from '../../../words/words.ts'

export function LinkButton({ editor }: { editor: Editor }) {
  const [isOpen, setIsOpen] = useState(false)
  const [address, setAddress] = useState('')

  const open = () => {
    const href: unknown = editor.getAttributes('link').href
    setAddress(typeof href === 'string' ? href : '')
    setIsOpen(true)
  }
  const set = () => {
    const href = /^[a-z]+:/i.test(address) ? address : `https://${address}`
    const chain = editor.chain().focus().extendMarkRange('link')
    // With nothing selected, the address is its own text.
    if (editor.state.selection.empty && !editor.isActive('link')) {
      chain.insertContent({ type: 'text', text: address, marks: [{ type: 'link', attrs: { href } }] }).run()
    } else chain.setLink({ href }).run()
    setIsOpen(false)
  }
  const remove = () => {
    editor.chain().focus().extendMarkRange('link').unsetLink().run()
    setIsOpen(false)
  }

  return (
    <Popover opened={isOpen} onChange={setIsOpen} width={300} position="top" trapFocus>
      <Popover.Target>
        <ActionIcon aria-label={w.composer.link} aria-expanded={isOpen} onClick={open}>
          <IconLink size={16} stroke={1.75} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            event.stopPropagation()
            set()
          }}
        >
          <TextInput
            label={w.composer.linkAddress}
            value={address}
            onChange={(event) => setAddress(event.currentTarget.value)}
            data-autofocus
          />
          <Group justify="flex-end" gap="xs" mt="sm">
            <Button variant="subtle" color="gray" onClick={remove}>
              {w.composer.linkRemove}
            </Button>
            <Button type="submit" disabled={address.trim() === ''}>
              {w.composer.linkSet}
            </Button>
          </Group>
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}

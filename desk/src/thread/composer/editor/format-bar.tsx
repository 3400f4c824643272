import { ActionIcon, Tooltip } from '@mantine/core'
import { useEditorState, type Editor } from '@tiptap/react'
import type { ComponentType } from 'react'
import { IconBold, IconItalic, IconList, IconListNumbers, IconQuote } from '../../../look/icons.ts'
import { commandKey } from '../../../keys/command-key.ts'
import { w } from '../../../words/words.ts'
import classes from './format-bar.module.css'
import { LinkButton } from './link-button.tsx'

export function FormatBar({ editor }: { editor: Editor }) {
  const is = useEditorState({
    editor,
    selector: ({ editor }) => ({
      bold: editor.isActive('bold'),
      italic: editor.isActive('italic'),
      bulletList: editor.isActive('bulletList'),
      orderedList: editor.isActive('orderedList'),
      quote: editor.isActive('blockquote'),
    }),
  })
  const words = w.composer
  const run = () => editor.chain().focus()
  return (
    <div className={classes.bar} role="toolbar" aria-label={words.format}>
      <Format
        icon={IconBold}
        label={words.bold}
        keys={`${commandKey} B`}
        isOn={is.bold}
        onClick={() => run().toggleBold().run()}
      />
      <Format
        icon={IconItalic}
        label={words.italic}
        keys={`${commandKey} I`}
        isOn={is.italic}
        onClick={() => run().toggleItalic().run()}
      />
      <Format
        icon={IconList}
        label={words.bulletList}
        isOn={is.bulletList}
        onClick={() => run().toggleBulletList().run()}
      />
      <Format
        icon={IconListNumbers}
        label={words.orderedList}
        isOn={is.orderedList}
        onClick={() => run().toggleOrderedList().run()}
      />
      <Format icon={IconQuote} label={words.quote} isOn={is.quote} onClick={() => run().toggleBlockquote().run()} />
      <LinkButton editor={editor} />
    </div>
  )
}

interface FormatProps {
  icon: ComponentType<{ size: number; stroke: number }>
  label: string
  keys?: string
  isOn: boolean
  onClick: () => void
}

function Format({ icon: Icon, label, keys, isOn, onClick }: FormatProps) {
  return (
    <Tooltip label={keys ? `${label} · ${keys}` : label}>
      <ActionIcon
        aria-label={label}
        aria-pressed={isOn}
        variant={isOn ? 'light' : 'subtle'}
        // The selection in the text must survive the press.
        onMouseDown={(event) => event.preventDefault()}
        onClick={onClick}
      >
        <Icon size={16} stroke={1.75} />
      </ActionIcon>
    </Tooltip>
  )
}

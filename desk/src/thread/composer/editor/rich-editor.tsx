import { EditorContent, useEditor, type Editor } from '@tiptap/react'
import { StarterKit } from '@tiptap/starter-kit'
import { useEffect, useImperativeHandle, useRef, type Ref } from 'react'
import { PictureNode } from './picture-node.ts'
import { plainText } from './plain-text.ts'
import classes from './rich-editor.module.css'
import type { WritingField, WritingFieldProps } from './writing-field.ts'

export interface RichField extends WritingField {
  editor: Editor
}

export interface RichEditorProps extends WritingFieldProps {
  ref: Ref<RichField>
  html: string
  onChange: (value: { html: string; text: string }) => void
}

/** What mail can carry and everybody's mail program shows: no headings, no colours, no tables. */
const extensions = [
  StarterKit.configure({
    heading: false,
    codeBlock: false,
    horizontalRule: false,
    strike: false,
    code: false,
    underline: false,
    link: { openOnClick: false, autolink: true, defaultProtocol: 'https', protocols: ['http', 'https', 'mailto'] },
  }),
  PictureNode,
]

export function RichEditor({ ref, html, label, placeholder, onChange, onCaret, aria }: RichEditorProps) {
  const shown = useRef(html)
  const look = ({ editor }: { editor: Editor }) => {
    const { selection } = editor.state
    const { $from, empty } = selection
    onCaret(empty ? $from.parent.textBetween(Math.max(0, $from.parentOffset - 80), $from.parentOffset, '\n', '\n') : '')
  }
  const editor = useEditor({
    extensions,
    content: html,
    // The page's policy wants styles in files of its own.
    injectCSS: false,
    editorProps: {
      attributes: {
        class: classes.text ?? '',
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': label,
        ...aria,
      },
    },
    onUpdate: (update) => {
      const text = plainText(update.editor.getJSON())
      shown.current = update.editor.isEmpty ? '' : update.editor.getHTML()
      onChange({ html: shown.current, text })
      look(update)
    },
    onSelectionUpdate: look,
    onBlur: () => onCaret(''),
  })
  useImperativeHandle(
    ref,
    () => ({
      editor,
      focus: () => void editor.commands.focus(editor.isFocused ? null : 'end'),
      replace: (length, value) => {
        const to = editor.state.selection.to
        editor
          .chain()
          .focus()
          .insertContentAt({ from: editor.state.selection.from - length, to }, value.html)
          .run()
      },
    }),
    [editor],
  )

  // Changed from outside: emptied after sending, or put back when that was undone.
  useEffect(() => {
    if (html === shown.current) return
    shown.current = html
    editor.commands.setContent(html, { emitUpdate: false })
  }, [html, editor])

  return (
    <EditorContent editor={editor} className={classes.root} data-placeholder={html === '' ? placeholder : undefined} />
  )
}

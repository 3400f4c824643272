import { EditorContent, useEditor, type Editor } from '@tiptap/react'
import { StarterKit } from '@tiptap/starter-kit'
import { useEffect, useImperativeHandle, type Ref } from 'react'
import { plainText } from './plain-text.ts'
import classes from './rich-editor.module.css'

export interface RichEditorHandle {
  focus: () => void
  editor: Editor
}

export interface RichEditorProps {
  ref: Ref<RichEditorHandle>
  html: string
  label: string
  placeholder: string
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
]

export function RichEditor({ ref, html, label, placeholder, onChange }: RichEditorProps) {
  const editor = useEditor({
    extensions,
    content: html,
    // The page's policy wants styles in files of its own.
    injectCSS: false,
    editorProps: {
      attributes: { class: classes.text ?? '', role: 'textbox', 'aria-multiline': 'true', 'aria-label': label },
    },
    onUpdate: ({ editor }) => {
      const text = plainText(editor.getJSON())
      onChange({ html: editor.isEmpty ? '' : editor.getHTML(), text })
    },
  })
  useImperativeHandle(ref, () => ({ editor, focus: () => void editor.commands.focus('end') }), [editor])

  // Emptied from outside, after sending.
  useEffect(() => {
    if (html === '' && !editor.isEmpty) editor.commands.clearContent(false)
  }, [html, editor])

  return (
    <EditorContent editor={editor} className={classes.root} data-placeholder={html === '' ? placeholder : undefined} />
  )
}

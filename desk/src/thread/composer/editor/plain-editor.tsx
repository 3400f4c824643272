import { Textarea } from '@mantine/core'
import { useImperativeHandle, useRef, type Ref, type SyntheticEvent } from 'react'
import type { WritingField, WritingFieldProps } from './writing-field.ts'

export interface PlainEditorProps extends WritingFieldProps {
  ref: Ref<WritingField>
  value: string
  onChange: (text: string) => void
}

export function PlainEditor({ ref, value, label, placeholder, onChange, onCaret, aria }: PlainEditorProps) {
  const field = useRef<HTMLTextAreaElement>(null)
  useImperativeHandle(
    ref,
    () => ({
      focus: () => field.current?.focus(),
      replace: (length, { text }) => {
        const element = field.current
        if (!element) return
        element.focus()
        const end = element.selectionEnd
        element.setSelectionRange(element.selectionStart - length, end)
        // As if it were typed: the browser can undo it, and React hears of it.
        document.execCommand('insertText', false, text)
      },
    }),
    [],
  )
  const look = (event: SyntheticEvent<HTMLTextAreaElement>) => {
    const { value: text, selectionStart, selectionEnd } = event.currentTarget
    onCaret(selectionStart === selectionEnd ? (text.slice(0, selectionStart).split('\n').at(-1) ?? '') : '')
  }
  return (
    <Textarea
      ref={field}
      autosize
      variant="unstyled"
      minRows={3}
      maxRows={14}
      aria-label={label}
      placeholder={placeholder}
      value={value}
      dir="auto"
      onChange={(event) => {
        onChange(event.currentTarget.value)
        look(event)
      }}
      onSelect={look}
      onBlur={() => onCaret('')}
      {...aria}
    />
  )
}

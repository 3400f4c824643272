import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { fill } from '../../../words/languages.ts'
import { useDrawing } from '../context.ts'
import { Emoji } from './emoji.tsx'
import { Icon } from '../icon.tsx'
import { chooseFiles, PickedFiles } from './picked-files.tsx'
import { isTouch } from './to-field.ts'

export function Composer({ dropped }: { dropped: readonly File[] }) {
  const { state, chat } = useDrawing()
  const { words: w, language, settings, draft, isOpen } = state
  const [files, setFiles] = useState<readonly File[]>([])
  const [problem, setProblem] = useState('')
  const field = useRef<HTMLTextAreaElement>(null)
  const picker = useRef<HTMLInputElement>(null)

  // oxlint-disable-next-line react-hooks/exhaustive-deps -- each drop is added once
  useEffect(() => add(dropped), [dropped])
  useLayoutEffect(() => {
    if (!field.current) return
    field.current.style.height = 'auto'
    field.current.style.height = `${field.current.scrollHeight}px`
    // Also when it comes into view: a frame without a size has nothing to measure.
  }, [draft, isOpen])

  function add(more: readonly File[]): void {
    if (more.length === 0 || !settings) return
    const chosen = chooseFiles(files, more, { settings, words: w, language })
    setFiles(chosen.files)
    setProblem(chosen.problem)
    field.current?.focus()
  }

  function send(): void {
    const text = draft.trim()
    if (text === '' && files.length === 0) return
    const limit = settings?.maxTextLength ?? Infinity
    if (text.length > limit) return setProblem(fill(w.tooLong, { count: limit, given: text.length }))
    chat.send(text, files)
    setFiles([])
    setProblem('')
    field.current?.focus()
  }

  function insert(sign: string): void {
    const { current } = field
    const [start, end] = [current?.selectionStart ?? draft.length, current?.selectionEnd ?? draft.length]
    chat.write(draft.slice(0, start) + sign + draft.slice(end))
    requestAnimationFrame(() => current?.setSelectionRange(start + sign.length, start + sign.length))
  }

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <p class="problem bad" role="alert" dir="auto">
        {problem}
      </p>
      <PickedFiles files={files} remove={(gone) => setFiles(files.filter((file) => file !== gone))} />
      <textarea
        ref={field}
        rows={1}
        // Empty, it follows the page; then what is written in it.
        dir={draft === '' ? undefined : 'auto'}
        aria-label={w.write}
        placeholder={w.write}
        value={draft}
        enterkeyhint={isTouch.matches ? 'enter' : 'send'}
        onInput={(event) => chat.write(event.currentTarget.value)}
        onPaste={(event) => {
          const pasted = [...(event.clipboardData?.files ?? [])]
          if (pasted.length === 0) return
          event.preventDefault()
          add(pasted)
        }}
        onKeyDown={(event) => {
          // Enter also ends the choosing of a word in some ways of writing, and makes a new line on a phone.
          if (event.key !== 'Enter' || event.shiftKey || event.isComposing || isTouch.matches) return
          event.preventDefault()
          send()
        }}
      />
      <div class="tools">
        <Emoji insert={insert} />
        {settings?.takesFiles && (
          <>
            <button
              type="button"
              class="quiet"
              aria-label={w.attach}
              title={w.attach}
              onClick={() => picker.current?.click()}
            >
              <Icon name="attach" />
            </button>
            <input
              ref={picker}
              type="file"
              multiple
              hidden
              onChange={(event) => {
                add([...(event.currentTarget.files ?? [])])
                event.currentTarget.value = ''
              }}
            />
          </>
        )}
        <button type="submit" class="send" aria-label={w.send} title={w.send} disabled={!draft.trim() && !files.length}>
          <Icon name="send" />
        </button>
      </div>
    </form>
  )
}

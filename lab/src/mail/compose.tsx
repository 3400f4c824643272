import type { LabMail } from '@throughline/protocol/lab/lab.ts'
import { useEffect, useRef, useState } from 'preact/hooks'
import { sendMail } from '../api/lab-api.ts'
import { IconClip } from '../look/icons.tsx'
import { w } from '../words.ts'

export interface Draft {
  to: string
  subject: string
  text: string
  quoted: string
  /** The mail that is answered. */
  answers?: string
}

interface ComposeProps {
  draft: Draft
  from: { name: string; address: string }
  onSent: (mail: LabMail) => void
  onDiscard: () => void
}

export function Compose({ draft, from, onSent, onDiscard }: ComposeProps) {
  const [mail, setMail] = useState(draft)
  const [files, setFiles] = useState<File[]>([])
  const [isSending, setIsSending] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const subject = useRef<HTMLInputElement>(null)
  const text = useRef<HTMLTextAreaElement>(null)

  // By hand: the browser's own autofocus does nothing once a button has had the focus.
  const isBegun = draft.answers !== undefined || draft.text !== ''
  useEffect(() => (isBegun ? text : subject).current?.focus(), [isBegun])

  async function send(event: Event) {
    event.preventDefault()
    if (mail.to.trim() === '' || mail.text.trim() === '') return setFailure(w.mail.incomplete)
    setIsSending(true)
    setFailure(null)
    try {
      const { to, answers } = mail
      const outcome = await sendMail({
        from,
        to: to.trim(),
        subject: mail.subject,
        text: mail.text + draft.quoted,
        ...(answers === undefined ? {} : { answers }),
        attachments: await Promise.all(files.map(asAttachment)),
      })
      if (outcome.state === 'sent') return onSent(outcome.mail)
      setFailure(outcome.sentence)
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error))
    } finally {
      setIsSending(false)
    }
  }

  const change = (field: 'to' | 'subject' | 'text') => (event: { currentTarget: { value: string } }) =>
    setMail({ ...mail, [field]: event.currentTarget.value })
  return (
    <form class="compose" onSubmit={(event) => void send(event)}>
      <label>
        {w.mail.to}
        <input type="email" value={mail.to} onInput={change('to')} />
      </label>
      <label>
        {w.mail.subject}
        <input ref={subject} value={mail.subject} onInput={change('subject')} dir="auto" />
      </label>
      <label class="grows">
        {w.mail.text}
        <textarea
          ref={text}
          value={mail.text}
          onInput={change('text')}
          dir="auto"
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send(event)
          }}
        />
      </label>
      {failure !== null && <p role="alert">{failure}</p>}
      <div class="actions">
        <button class="main" disabled={isSending}>
          {isSending ? w.mail.sending : w.mail.send}
        </button>
        <button type="button" class="plain" onClick={onDiscard}>
          {w.mail.discard}
        </button>
        <label class="attach">
          <IconClip size={16} /> {files.length > 0 ? files.map(({ name }) => name).join(', ') : w.mail.attach}
          <input type="file" multiple onChange={(event) => setFiles([...(event.currentTarget.files ?? [])])} />
        </label>
      </div>
    </form>
  )
}

async function asAttachment(file: File): Promise<{ name: string; mediaType: string; data: string }> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  let text = ''
  // By the piece: a call takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 32_768) text += String.fromCharCode(...bytes.subarray(at, at + 32_768))
  return { name: file.name, mediaType: file.type || 'application/octet-stream', data: btoa(text) }
}

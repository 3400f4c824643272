import { useEffect, useState } from 'preact/hooks'
import type { VisitorAttachment } from '@throughline/protocol/webchat/webchat.ts'
import { fill } from '../../words/languages.ts'
import { sizeIn } from './amounts.ts'
import { useDrawing } from './context.ts'
import { Icon } from './icon.tsx'

/** Pictures that a browser draws without running anything in them. */
const shownTypes = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif']
const shownBytes = 10 * 1024 * 1024

export function Files({ attachments }: { attachments: readonly VisitorAttachment[] }) {
  return (
    <>
      {attachments.map((attachment) =>
        attachment.withheld !== undefined ? (
          <Withheld key={attachment.id} attachment={attachment} />
        ) : shownTypes.includes(attachment.mediaType) && attachment.sizeBytes <= shownBytes ? (
          <Picture key={attachment.id} attachment={attachment} />
        ) : (
          <Download key={attachment.id} attachment={attachment} />
        ),
      )}
    </>
  )
}

/** A file that nobody gets: the scanner has still to look at it, or has found something. */
function Withheld({ attachment: { name, withheld } }: { attachment: VisitorAttachment }) {
  const { words: w } = useDrawing().state
  return (
    <p class="file withheld">
      <Icon name="file" />
      <span dir="auto">{fill(withheld === 'waiting' ? w.fileChecked : w.fileInfected, { name })}</span>
    </p>
  )
}

/** Fetched with the visitor's token, which an address of a picture cannot carry. */
function Picture({ attachment }: { attachment: VisitorAttachment }) {
  const { state, chat } = useDrawing()
  const [url, setUrl] = useState<string | null>(null)
  const [isBroken, setBroken] = useState(false)
  const { fetchFile } = chat
  useEffect(() => {
    let made: string | undefined
    let isGone = false
    async function draw(): Promise<void> {
      const blob = await fetchFile(attachment.url)
      if (isGone) return
      made = URL.createObjectURL(blob)
      setUrl(made)
    }
    draw().catch(() => setBroken(true))
    return () => {
      isGone = true
      if (made) URL.revokeObjectURL(made)
    }
  }, [attachment.url, fetchFile])
  if (isBroken) return <Download attachment={attachment} />
  return (
    <button type="button" class="picture" onClick={() => void save(fetchFile(attachment.url), attachment.name)}>
      {url ? (
        <img src={url} alt={fill(state.words.picture, { name: attachment.name })} onError={() => setBroken(true)} />
      ) : (
        <span class="loading" aria-label={attachment.name} />
      )}
    </button>
  )
}

function Download({ attachment }: { attachment: VisitorAttachment }) {
  const { state, chat } = useDrawing()
  const { words: w, language } = state
  const size = sizeIn(language, attachment.sizeBytes)
  return (
    <button
      type="button"
      class="file"
      aria-label={fill(w.download, { name: attachment.name, size })}
      onClick={() => void save(chat.fetchFile(attachment.url), attachment.name)}
    >
      <Icon name="file" />
      <span class="name" dir="auto">
        {attachment.name}
      </span>{' '}
      <span class="size">{size}</span>
    </button>
  )
}

/** As a download, whatever it is: a file of somebody else's is never opened as a page of ours. */
async function save(fetched: Promise<Blob>, name: string): Promise<void> {
  const blob = await fetched.catch(() => null)
  if (!blob) return
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([blob], { type: 'application/octet-stream' }))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

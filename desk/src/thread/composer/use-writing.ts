import { useQueryClient } from '@tanstack/react-query'
import type { ReachableAddress } from '@throughline/protocol/timeline/addresses.ts'
import { useCallback, useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import { threadQuery } from '../../data/thread/thread-query.ts'
import { isEmptyReply, type Draft } from './draft/draft.ts'
import { offerPlace } from './draft/put-back.ts'
import { useKeptDraft } from './draft/use-kept-draft.ts'
import { pictureHtml } from './editor/picture-node.ts'
import type { RichField } from './editor/rich-editor.tsx'
import type { WritingField } from './editor/writing-field.ts'
import { focusAtEnd } from './editor/focus-at-end.ts'
import { useFileDrop } from './files/use-file-drop.ts'
import { useUploads } from './files/use-uploads.ts'
import { chosenAddress } from './to/chosen-address.ts'
import { useTyping } from './use-typing.ts'

export type Writing = ReturnType<typeof useWriting>

/** What is being written, where it goes, and the field and the files it is written with. */
export function useWriting({
  customerId,
  addresses,
  initial,
}: {
  customerId: string
  addresses: ReachableAddress[]
  initial: Draft
}) {
  const queryClient = useQueryClient()
  const kept = useKeptDraft(customerId, initial)
  const { draft, change } = kept
  const [plain, setPlain] = useState<WritingField | null>(null)
  const [rich, setRich] = useState<RichField | null>(null)
  const isNote = draft.mode === 'note'
  const address = chosenAddress(addresses, draft.address)
  const isRich = !isNote && (address?.capabilities.richText ?? false)
  const noteTyping = useTyping(customerId, isNote)

  const files = useUploads((attachment, inText) => {
    change((current) => ({ attachments: [...current.attachments, attachment] }))
    if (inText && isRich) rich?.replace(0, { text: '', html: pictureHtml(attachment) })
  })
  const drop = useFileDrop((dropped) => files.add(dropped, true))

  const newestAt = () => queryClient.getQueryData(threadQuery(customerId).queryKey)?.entries.at(-1)?.recordedAt ?? null
  const write = (patch: Partial<Draft>) => {
    change((current) => {
      if (isNote) return patch
      // From the first word on, somebody else's answer is news; with the last one gone, nothing has been begun.
      const isEmpty = isEmptyReply({ ...current, ...patch })
      return { ...patch, begunAt: isEmpty ? null : (current.begunAt ?? newestAt()) }
    })
    noteTyping()
  }

  const focus = useCallback(
    (mode: Draft['mode']) => {
      // The field of the other side is drawn first; all at once, so that the letters typed next go there.
      flushSync(() => change({ mode }))
      const written = document.querySelector<HTMLElement>('[data-composer] [aria-multiline], [data-composer] textarea')
      if (written) focusAtEnd(written)
    },
    [change],
  )

  useEffect(
    () =>
      offerPlace(customerId, (written) => {
        if (!isEmptyReply(draft)) return false
        change({ ...written, note: draft.note, mentions: draft.mentions, mode: 'reply' })
        return true
      }),
    [customerId, draft, change],
  )

  return {
    ...kept,
    isNote,
    address,
    isRich,
    field: isRich ? rich : plain,
    editor: isRich ? (rich?.editor ?? null) : null,
    setPlain,
    setRich,
    files,
    drop,
    write,
    focus,
  }
}

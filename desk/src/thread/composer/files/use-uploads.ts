import { maxUploadBytes } from '@throughline/protocol/timeline/attachments.ts'
import type { Attachment } from '@throughline/protocol/timeline/attachment.ts'
import { useEffect, useRef, useState } from 'react'
import { uploadAttachment } from '../../../session/upload-attachment.ts'
import { sentenceOf, tellRefusal } from '../../../look/tell.tsx'
import { fileSize } from '../../../words/sizes.ts'
import { w } from '../../../words/words.ts'

export interface Upload {
  key: string
  file: File
  /** Pasted or dropped where one writes: a picture then stands in the text, where that can be. */
  inText: boolean
  error?: string
}

/** Pictures that everybody's mail program shows. */
const pictureTypes = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp'])

/** Files on their way. Those that have arrived belong to the draft. */
export function useUploads(onUploaded: (attachment: Attachment, inText: boolean) => void) {
  const [uploads, setUploads] = useState<Upload[]>([])
  const newest = useRef(onUploaded)
  useEffect(() => {
    newest.current = onUploaded
  })
  const abortByKey = useRef(new Map<string, AbortController>())

  const remove = (key: string) => {
    abortByKey.current.get(key)?.abort()
    abortByKey.current.delete(key)
    setUploads((known) => known.filter((upload) => upload.key !== key))
  }

  const run = async (upload: Upload) => {
    const abort = new AbortController()
    abortByKey.current.set(upload.key, abort)
    const { error: _, ...again } = upload
    setUploads((known) => [...known.filter((one) => one.key !== upload.key), again])
    try {
      const attachment = await uploadAttachment(upload.file, abort.signal)
      // The newest: what is written meanwhile is not to be undone.
      newest.current(attachment, upload.inText && pictureTypes.has(attachment.mediaType))
      remove(upload.key)
    } catch (error) {
      if (abort.signal.aborted) return
      setUploads((known) => known.map((one) => (one.key === upload.key ? { ...one, error: sentenceOf(error) } : one)))
    }
  }

  const add = (files: Iterable<File>, inText: boolean) => {
    for (const file of files) {
      if (file.size > maxUploadBytes) tellRefusal(w.composer.tooLarge(file.name, fileSize(maxUploadBytes)))
      else void run({ key: crypto.randomUUID(), file, inText })
    }
  }

  return { uploads, add, remove, retry: (upload: Upload) => void run(upload) }
}

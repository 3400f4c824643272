import { maxUploadBytes } from '@throughline/protocol/attachments.ts'
import type { Attachment } from '@throughline/protocol/entries.ts'
import { useRef, useState } from 'react'
import { uploadAttachment } from '../../api/upload-attachment.ts'
import { sentenceOf, tellRefusal } from '../../look/tell.tsx'
import { fileSize } from '../../words/sizes.ts'
import { w } from '../../words/words.ts'

export interface Upload {
  key: string
  file: File
  error?: string
}

/** Files on their way. Those that have arrived belong to the draft. */
export function useUploads(onUploaded: (attachment: Attachment) => void) {
  const [uploads, setUploads] = useState<Upload[]>([])
  const abortByKey = useRef(new Map<string, AbortController>())

  const remove = (key: string) => {
    abortByKey.current.get(key)?.abort()
    abortByKey.current.delete(key)
    setUploads((known) => known.filter((upload) => upload.key !== key))
  }

  const run = async (upload: Upload) => {
    const abort = new AbortController()
    abortByKey.current.set(upload.key, abort)
    setUploads((known) => [...known.filter((one) => one.key !== upload.key), { key: upload.key, file: upload.file }])
    try {
      onUploaded(await uploadAttachment(upload.file, abort.signal))
      remove(upload.key)
    } catch (error) {
      if (abort.signal.aborted) return
      setUploads((known) => known.map((one) => (one.key === upload.key ? { ...one, error: sentenceOf(error) } : one)))
    }
  }

  const add = (files: Iterable<File>) => {
    for (const file of files) {
      if (file.size > maxUploadBytes) tellRefusal(w.composer.tooLarge(file.name, fileSize(maxUploadBytes)))
      else void run({ key: crypto.randomUUID(), file })
    }
  }

  return { uploads, add, remove, retry: (upload: Upload) => void run(upload) }
}

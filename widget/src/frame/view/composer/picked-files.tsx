import type { WebchatSettings } from '@throughline/protocol/webchat/webchat.ts'
import { fill, type Words } from '../../../words/languages.ts'
import { sizeIn } from '../amounts.ts'
import { useDrawing } from '../context.ts'
import { Icon } from '../icon.tsx'

interface Rules {
  readonly settings: Pick<WebchatSettings, 'maxFiles' | 'maxFileBytes'>
  readonly words: Words
  readonly language: string
}

/** Takes what fits. Of too many it takes none: which ones were meant is not ours to guess. */
export function chooseFiles(
  already: readonly File[],
  more: readonly File[],
  { settings, words: w, language }: Rules,
): { files: readonly File[]; problem: string } {
  const count = settings.maxFiles
  if (already.length + more.length > count) {
    return { files: already, problem: fill(w.tooManyFiles, { count, given: more.length }) }
  }
  const size = sizeIn(language, settings.maxFileBytes)
  let room = settings.maxFileBytes - already.reduce((sum, file) => sum + file.size, 0)
  const fitting: File[] = []
  const problems: string[] = []
  for (const file of more) {
    const { name } = file
    if (file.size === 0) problems.push(fill(w.empty, { name }))
    else if (file.size > room) problems.push(fill(w.tooLarge, { name, size }))
    else {
      room -= file.size
      fitting.push(file)
    }
  }
  return { files: [...already, ...fitting], problem: problems.join(' ') }
}

export function PickedFiles({ files, remove }: { files: readonly File[]; remove: (file: File) => void }) {
  const { words: w, language } = useDrawing().state
  if (files.length === 0) return null
  return (
    <ul class="picked">
      {files.map((file, place) => (
        <li key={`${file.name} ${place}`} class="file">
          <Icon name="file" />
          <span class="name" dir="auto">
            {file.name}
          </span>
          <span class="size">{sizeIn(language, file.size)}</span>
          <button
            type="button"
            class="quiet"
            aria-label={fill(w.remove, { name: file.name })}
            onClick={() => remove(file)}
          >
            <Icon name="close" />
          </button>
        </li>
      ))}
    </ul>
  )
}

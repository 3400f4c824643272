import { Button, Group } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { ProblemError, UnreachableError } from '../session/problem-error.ts'
import { placeToasts } from './toast-spot.ts'
import { say, w } from '../words/words.ts'

let newestId: string | null = null
let undoNewest: (() => void) | null = null

/** One at a time: the newest takes the place of the one before. Returns how to take it away. */
export function toast(
  message: string,
  { undo, forMs }: { undo?: (() => void) | undefined; forMs: number },
): () => void {
  return show({ message, undo, forMs })
}

/** A short word that something was done, with the way back where there is one. `but`: what did not work of it. */
export function tell(message: string, undo?: () => void, but?: string): void {
  show({ message: but === undefined ? message : `${message} ${but}`, undo, forMs: undo ? 8000 : 4000 })
}

/** Says what went wrong, in the server's own sentence where it gave one. */
export function tellProblem(error: unknown): void {
  tellRefusal(sentenceOf(error))
}

export function tellRefusal(message: string): void {
  show({ message, isRefusal: true, forMs: 8000 })
}

/** What the newest toast offers, as its button does; without one, nothing. */
export function undoLast(): void {
  undoNewest?.()
}

interface Toast {
  message: string
  undo?: (() => void) | undefined
  isRefusal?: boolean
  forMs: number
}

function show({ message, undo, isRefusal = false, forMs }: Toast): () => void {
  const id = crypto.randomUUID()
  const hide = () => notifications.hide(id)
  let isUndone = false
  const takeBack = () => {
    if (isUndone) return
    isUndone = true
    hide()
    undo?.()
  }
  if (newestId !== null) notifications.hide(newestId)
  newestId = id
  undoNewest = undo ? takeBack : null
  placeToasts()
  notifications.show({
    id,
    autoClose: forMs,
    withBorder: true,
    ...(isRefusal ? { color: 'red', title: w.problems.title } : {}),
    onClose: () => {
      if (newestId === id) [newestId, undoNewest] = [null, null]
    },
    message: undo ? (
      <Group justify="space-between" gap="sm" wrap="nowrap">
        <span>{message}</span>
        <Button variant="light" style={{ flex: 'none' }} title={`${w.common.undo} · z`} onClick={takeBack}>
          {w.common.undo}
        </Button>
      </Group>
    ) : (
      message
    ),
  })
  return hide
}

export function sentenceOf(error: unknown): string {
  if (error instanceof ProblemError) {
    const fields = error.problem.errors?.map((field) => `${field.path}: ${say(field.message, field.words)}`) ?? []
    if (fields.length > 0) return fields.join('. ')
    return say(error.problem.detail, error.problem.words)
  }
  return error instanceof UnreachableError ? w.problems.unreachable : w.problems.unknown
}

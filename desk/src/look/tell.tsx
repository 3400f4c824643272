import { Button, Group } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { ProblemError, UnreachableError } from '../session/problem-error.ts'
import { say, w } from '../words/words.ts'

/** A short word at the edge of the page that something was done, with the way back where there is one. */
export function tell(message: string, undo?: () => void): void {
  const id = crypto.randomUUID()
  const takeBack = () => {
    notifications.hide(id)
    undo?.()
  }
  notifications.show({
    id,
    autoClose: undo ? 8000 : 4000,
    withBorder: true,
    message: undo ? (
      <Group justify="space-between" gap="sm" wrap="nowrap">
        <span>{message}</span>
        <Button variant="light" style={{ flex: 'none' }} onClick={takeBack}>
          {w.common.undo}
        </Button>
      </Group>
    ) : (
      message
    ),
  })
}

/** Says what went wrong, in the server's own sentence where it gave one. */
export function tellProblem(error: unknown): void {
  tellRefusal(sentenceOf(error))
}

export function tellRefusal(message: string): void {
  notifications.show({ color: 'red', title: w.problems.title, message, autoClose: 8000, withBorder: true })
}

export function sentenceOf(error: unknown): string {
  if (error instanceof ProblemError) {
    const fields = error.problem.errors?.map((field) => `${field.path}: ${say(field.message, field.words)}`) ?? []
    if (fields.length > 0) return fields.join('. ')
    return say(error.problem.detail, error.problem.words)
  }
  return error instanceof UnreachableError ? w.problems.unreachable : w.problems.unknown
}

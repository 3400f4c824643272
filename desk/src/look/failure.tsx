import { Button } from '@mantine/core'
import { isProblem } from '../session/problem-error.ts'
import { w } from '../words/words.ts'
import { EmptyState } from './empty-state.tsx'
import { IconAlertTriangle } from './icons.ts'
import { sentenceOf } from './tell.tsx'

/** In place of what could not be loaded: what happened, and the way on. */
export function Failure({ error, onRetry }: { error: unknown; onRetry?: (() => unknown) | undefined }) {
  const title = titleOf(error)
  return (
    <EmptyState
      icon={<IconAlertTriangle size={28} stroke={1.5} />}
      title={title}
      action={
        onRetry && (
          <Button variant="default" onClick={() => void onRetry()}>
            {w.common.retry}
          </Button>
        )
      }
    >
      {sentenceOf(error)}
    </EmptyState>
  )
}

function titleOf(error: unknown): string {
  if (isProblem(error, 'not_found')) return w.problems.notFound
  if (isProblem(error, 'forbidden')) return w.problems.noPermission
  return w.problems.title
}

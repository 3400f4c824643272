import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useRouter, type ErrorComponentProps } from '@tanstack/react-router'
import { EmptyState } from '../look/empty-state.tsx'
import { IconAlertTriangle, IconSearch } from '../look/icons.ts'
import { sentenceOf } from '../look/tell.tsx'
import { paths } from '../paths.ts'
import { w } from '../words/words.ts'

/** A page that broke, or a server that was not there when it was opened. */
export function PageFailure({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  const queryClient = useQueryClient()
  const again = async () => {
    await queryClient.resetQueries()
    reset()
    await router.invalidate()
  }
  return (
    <main style={{ height: '100%', display: 'flex' }}>
      <EmptyState
        isPage
        icon={<IconAlertTriangle size={28} stroke={1.5} />}
        title={w.problems.pageFailed}
        action={
          <Button variant="default" onClick={() => void again()}>
            {w.common.retry}
          </Button>
        }
      >
        {sentenceOf(error)}
      </EmptyState>
    </main>
  )
}

export function NotFoundPage() {
  return (
    <main style={{ height: '100%', display: 'flex' }}>
      <EmptyState
        isPage
        icon={<IconSearch size={28} stroke={1.5} />}
        title={w.problems.notFound}
        action={
          <Button variant="default" renderRoot={(props) => <Link to={paths.inbox} {...props} />}>
            {w.problems.goToInbox}
          </Button>
        }
      >
        {w.problems.notFoundMore}
      </EmptyState>
    </main>
  )
}

import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { getSetup } from '@throughline/protocol/staff/setup.ts'
import { call } from '../../session/call.ts'
import { Failure } from '../../look/failure.tsx'
import { LateSkeleton } from '../../look/late-skeleton.tsx'
import { paths } from '../../paths.ts'
import { w } from './words/words.ts'
import { FrontDoor } from './front-door.tsx'
import { SetupForm } from './setup-form.tsx'

/** First run: the first account is made with the link that was printed at start. */
export function SetupPage({ token }: { token: string | null }) {
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const setup = useQuery({ queryKey: ['setup'], queryFn: () => call(getSetup, {}), staleTime: 0 })

  if (setup.isPending) return <LateSkeleton rows={3} />
  if (setup.isError) return <Failure error={setup.error} onRetry={setup.refetch} />
  if (!setup.data.needed) {
    return (
      <FrontDoor title={w.setup.done}>
        <Button size="sm" renderRoot={(props) => <Link to={paths.signIn} {...props} />}>
          {w.setup.goToSignIn}
        </Button>
      </FrontDoor>
    )
  }
  if (token === null)
    return (
      <FrontDoor title={w.setup.tokenMissing} more={w.setup.tokenMissingMore}>
        {null}
      </FrontDoor>
    )
  const enter = () => {
    queryClient.clear()
    void navigate({ to: paths.inbox })
  }
  return (
    <FrontDoor title={w.setup.title} more={w.setup.more}>
      <title>{w.setup.pageTitle}</title>
      <SetupForm token={token} onDone={enter} />
    </FrontDoor>
  )
}

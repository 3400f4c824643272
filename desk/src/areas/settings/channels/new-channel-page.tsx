import { Anchor, Button, Group } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { createChannel, type ChannelKind } from '@throughline/protocol/channels/channels.ts'
import { call } from '../../../session/call.ts'
import { keys } from '../../../data/query-keys.ts'
import { EmptyState } from '../../../look/empty-state.tsx'
import { Failure } from '../../../look/failure.tsx'
import { LateSkeleton } from '../../../look/late-skeleton.tsx'
import { tell, tellProblem } from '../../../look/tell.tsx'
import { paths } from '../../../paths.ts'
import { aboutChannel } from '../../../words/words.ts'
import { w } from './words/words.ts'
import { LeaveGuard } from '../leave-guard.tsx'
import { SettingsHead } from '../settings-head.tsx'
import { ChannelFields } from './channel-fields.tsx'
import { channelKindsQuery } from '../../../data/channels/channels-query.ts'
import { MailSetup } from './mail-setup.tsx'
import { useChannelForm } from './use-channel-form.ts'
import { useMailSetup } from './use-mail-setup.ts'

export function NewChannelPage({ kind }: { kind: string }) {
  const kinds = useQuery(channelKindsQuery)
  if (kinds.isPending) return <LateSkeleton />
  if (kinds.isError) return <Failure error={kinds.error} onRetry={kinds.refetch} />
  const found = kinds.data.items.find((one) => one.kind === kind)
  if (!found) return <EmptyState title={w.problems.notFound}>{w.problems.notFoundMore}</EmptyState>
  return <NewChannel kind={found} />
}

function NewChannel({ kind }: { kind: ChannelKind }) {
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const form = useChannelForm(kind, null)
  const setup = useMailSetup(form)
  const [isShort, setIsShort] = useState(kind.kind === 'email')
  const creating = useMutation({
    mutationFn: (body: { name: string; settings: Record<string, unknown> }) =>
      call(createChannel, { body: { kind: kind.kind, ...body } }),
    onSuccess: async (channel) => {
      await queryClient.invalidateQueries({ queryKey: keys.channels })
      tell(w.channels.created(channel.name))
      await navigate({ to: paths.channel, params: { channelId: channel.id }, ignoreBlocker: true })
    },
    onError: (error) => {
      if (!form.refused(error)) tellProblem(error)
    },
  })
  async function connect(): Promise<void> {
    const completed = isShort ? await setup.complete() : {}
    if (completed === 'needs all settings') setIsShort(false)
    else if (completed !== null) {
      const body = form.read(completed)
      if (body) creating.mutate(body)
      // What is missing is a field of the long form.
      else setIsShort(false)
    }
  }

  return (
    <>
      <SettingsHead
        title={w.channels.add(w.channelWords.name(kind.kind))}
        more={aboutChannel(kind.kind, kind.description)}
      />
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void connect()
        }}
      >
        {isShort ? <MailSetup setup={setup} /> : <ChannelFields form={form} />}
        {kind.kind === 'email' && (
          <Anchor component="button" type="button" fz="sm" mt="md" onClick={() => setIsShort(!isShort)}>
            {isShort ? w.channels.mail.all : w.channels.mail.short}
          </Anchor>
        )}
        <Group mt="lg" gap="xs">
          <Button type="submit" loading={creating.isPending || setup.isFinding}>
            {w.channels.create}
          </Button>
          <Button variant="subtle" color="gray" renderRoot={(props) => <Link to={paths.channels} {...props} />}>
            {w.common.cancel}
          </Button>
        </Group>
      </form>
      <LeaveGuard isDirty={form.isDirty} />
    </>
  )
}

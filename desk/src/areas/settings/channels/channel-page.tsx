import { Button, Group, Stack, Switch } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import {
  deleteChannel,
  updateChannel,
  type Channel,
  type ChannelKind,
} from '@throughline/protocol/channels/channels.ts'
import { call } from '../../../session/call.ts'
import { keys } from '../../../data/query-keys.ts'
import { Failure } from '../../../look/failure.tsx'
import { LateSkeleton } from '../../../look/late-skeleton.tsx'
import { ChangedMeanwhile } from '../../../look/changed-meanwhile.tsx'
import { isProblem } from '../../../session/problem-error.ts'
import { tell, tellProblem } from '../../../look/tell.tsx'
import { paths } from '../../../paths.ts'
import { useMay } from '../../../data/me/use-me.ts'
import { say } from '../../../words/words.ts'
import { w } from './words/words.ts'
import { LeaveGuard } from '../leave-guard.tsx'
import { RemoveDialog } from '../remove-dialog.tsx'
import { SettingsHead } from '../settings-head.tsx'
import { ChannelFields } from './channel-fields.tsx'
import { ChannelTest } from './channel-test.tsx'
import { channelKindsQuery, channelQuery } from '../../../data/channels/channels-query.ts'
import { DomainCheck } from './domain-check.tsx'
import { FloodNotice } from './flood-notice.tsx'
import { HealthBadge } from './health-badge.tsx'
import { SetUp } from './set-up.tsx'
import { useChannelForm } from './use-channel-form.ts'

export function ChannelPage({ channelId }: { channelId: string }) {
  const channel = useQuery(channelQuery(channelId))
  const kinds = useQuery(channelKindsQuery)
  if (channel.isError) return <Failure error={channel.error} onRetry={channel.refetch} />
  if (kinds.isError) return <Failure error={kinds.error} onRetry={kinds.refetch} />
  const kind = kinds.data?.items.find((one) => one.kind === channel.data?.kind)
  if (!channel.data || !kind) return <LateSkeleton />
  return <ExistingChannel channel={channel.data} kind={kind} />
}

function ExistingChannel({ channel, kind }: { channel: Channel; kind: ChannelKind }) {
  const queryClient = useQueryClient()
  const mayManage = useMay('channels.manage')
  const form = useChannelForm(kind, channel)
  /** As the form was filled from it; `theirs`: what somebody else has made of it since. */
  const [seen, setSeen] = useState(channel)
  const [theirs, setTheirs] = useState<Channel | null>(null)
  const show = (next: Channel) => {
    queryClient.setQueryData(keys.channel(channel.id), next)
    void queryClient.invalidateQueries({ queryKey: keys.channels, exact: true })
  }
  const saving = useMutation({
    mutationFn: (body: { name: string; settings: Record<string, unknown> }) =>
      call(updateChannel, { params: { id: channel.id }, body: { ...body, was: { updatedAt: seen.updatedAt } } }),
    onSuccess: (next) => {
      show(next)
      setSeen(next)
      setTheirs(null)
      form.saved(next)
      tell(next.secretsToGiveAgain.length > 0 ? w.channels.savedWithoutSecrets : w.channels.saved)
    },
    onError: async (error) => {
      if (isProblem(error, 'conflict')) {
        const now = await queryClient.fetchQuery({ ...channelQuery(channel.id), staleTime: 0 })
        setSeen(now)
        setTheirs(now)
      } else if (!form.refused(error)) tellProblem(error)
    },
  })
  const switching = useMutation({
    mutationFn: (enabled: boolean) => call(updateChannel, { params: { id: channel.id }, body: { enabled } }),
    onSuccess: (next) => {
      show(next)
      // Switching it is no other text than the form's.
      if (seen.updatedAt === channel.updatedAt) setSeen(next)
      tell(next.enabled ? w.channels.switchedOn(next.name) : w.channels.switchedOff(next.name))
    },
    onError: tellProblem,
  })
  const { sentence, words } = channel.health
  return (
    <>
      <SettingsHead
        title={<bdi>{channel.name}</bdi>}
        more={say(sentence, words)}
        action={<HealthBadge channel={channel} />}
      />
      <Switch
        label={w.channels.enabled}
        mb="md"
        disabled={!mayManage}
        checked={switching.isPending ? switching.variables : channel.enabled}
        onChange={(event) => switching.mutate(event.currentTarget.checked)}
      />
      {channel.kind === 'webchat' && <FloodNotice channelId={channel.id} />}
      <SetUp channel={channel} />
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          const body = form.read()
          if (body) saving.mutate(body)
        }}
      >
        <Stack>
          {theirs && (
            <ChangedMeanwhile
              theirs={form.differencesTo(theirs)}
              onTakeTheirs={() => {
                form.take(theirs)
                setTheirs(null)
              }}
            />
          )}
          <fieldset disabled={!mayManage} style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
            <ChannelFields form={form} />
          </fieldset>
        </Stack>
        {mayManage && (
          <Group mt="lg" gap="xs">
            <Button type="submit" disabled={!form.isDirty} loading={saving.isPending}>
              {w.channels.save}
            </Button>
            <RemoveChannel channel={channel} />
          </Group>
        )}
      </form>
      <LeaveGuard isDirty={form.isDirty && !saving.isPending} />
      {mayManage && <ChannelTest channelId={channel.id} isUnsaved={form.isDirty} />}
      {mayManage && channel.kind === 'email' && <DomainCheck channelId={channel.id} isUnsaved={form.isDirty} />}
    </>
  )
}

function RemoveChannel({ channel }: { channel: Channel }) {
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const [isAsking, { open, close }] = useDisclosure(false)
  return (
    <>
      <Button variant="subtle" color="red" onClick={open}>
        {w.channels.remove}
      </Button>
      {isAsking && (
        <RemoveDialog
          title={w.channels.removeTitle(channel.name)}
          more={w.channels.removeMore}
          submit={w.channels.removeSubmit}
          remove={() => call(deleteChannel, { params: { id: channel.id } })}
          onRemoved={async () => {
            await navigate({ to: paths.channels, ignoreBlocker: true })
            queryClient.removeQueries({ queryKey: keys.channel(channel.id) })
            await queryClient.invalidateQueries({ queryKey: keys.channels })
          }}
          removed={w.channels.removed(channel.name)}
          onClose={close}
        />
      )}
    </>
  )
}

import { Alert, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { blockDomain, previewBlockedDomain } from '@throughline/protocol/customers/blocked-senders.ts'
import { useState } from 'react'
import { keys } from '../../../data/query-keys.ts'
import { ReasonDialog } from '../../../look/reason-dialog.tsx'
import { sentenceOf, tell } from '../../../look/tell.tsx'
import { call } from '../../../session/call.ts'
import { w } from './words/words.ts'

/** Blocks a domain. Says how many customers that hits before it is done, and why one cannot be blocked. */
export function BlockDomain({ onClose }: { onClose: () => void }) {
  const queryClient = useQueryClient()
  const [typed, setTyped] = useState('')
  const domain = typed.trim()
  const [asked] = useDebouncedValue(domain, 300)
  const words = w.blocked.dialog
  const preview = useQuery({
    queryKey: keys.blockedDomain(asked),
    queryFn: () => call(previewBlockedDomain, { params: { domain: asked } }),
    enabled: asked.includes('.'),
    retry: false,
    staleTime: 10_000,
  })
  const blocking = useMutation({
    mutationFn: (reason: string) => call(blockDomain, { params: { domain }, body: { reason } }),
    onSuccess: async (blocked) => {
      await queryClient.invalidateQueries({ queryKey: keys.allBlockedSenders })
      tell(words.done(blocked.domain))
      onClose()
    },
  })
  const hits = asked === domain ? preview.data : undefined
  const refusal = asked === domain ? (blocking.error ?? preview.error) : null
  return (
    <ReasonDialog
      title={w.blocked.add}
      label={words.reason}
      submit={words.submit}
      isDangerous
      isBusy={blocking.isPending}
      isIncomplete={domain === '' || refusal !== null}
      beginsElsewhere
      onSubmit={(reason) => blocking.mutate(reason)}
      onClose={onClose}
    >
      <TextInput
        label={words.domain}
        description={words.domainMore}
        placeholder="example.com"
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value)
          blocking.reset()
        }}
        error={refusal ? sentenceOf(refusal) : undefined}
        required
        maxLength={253}
        dir="ltr"
        data-autofocus
      />
      {hits && (
        <Alert color={hits.customers > 0 ? 'yellow' : 'gray'} p={8} role="status">
          {words.hits(hits.customers, hits.customers >= hits.cappedAt)} {hits.blocked && words.already}
        </Alert>
      )}
    </ReasonDialog>
  )
}

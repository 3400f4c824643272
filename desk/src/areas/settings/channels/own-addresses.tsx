import { Button, Stack, TagsInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getOwnAddresses, putOwnAddresses, type OwnAddresses } from '@throughline/protocol/channels/own-addresses.ts'
import { useState } from 'react'
import { keys } from '../../../data/query-keys.ts'
import { tell, tellProblem } from '../../../look/tell.tsx'
import { call } from '../../../session/call.ts'
import { isProblem } from '../../../session/problem-error.ts'
import cards from '../card-list.module.css'
import { w } from './words/words.ts'
import { SectionHeading } from '../../../look/detail-heading.tsx'

/** Which domains and groups are ours beside channels and colleagues: nobody who writes from there becomes a customer. */
export function OwnAddressesSection({ mayManage }: { mayManage: boolean }) {
  const { data } = useQuery({ queryKey: keys.ownAddresses, queryFn: () => call(getOwnAddresses, {}) })
  if (!data) return null
  // A form of its own for each version, so that what was saved elsewhere is what is shown.
  return <OwnAddressesForm key={data.updatedAt} known={data} mayManage={mayManage} />
}

function OwnAddressesForm({ known, mayManage }: { known: OwnAddresses; mayManage: boolean }) {
  const words = w.channels.own
  const queryClient = useQueryClient()
  const [domains, setDomains] = useState(known.domains)
  const [groups, setGroups] = useState(known.groups)
  const isChanged = String(domains) !== String(known.domains) || String(groups) !== String(known.groups)
  const saving = useMutation({
    mutationFn: () => call(putOwnAddresses, { body: { domains, groups, was: { updatedAt: known.updatedAt } } }),
    onSuccess: (saved) => {
      queryClient.setQueryData(keys.ownAddresses, saved)
      tell(words.saved)
    },
    onError: async (error) => {
      tellProblem(error)
      if (isProblem(error, 'conflict')) await queryClient.invalidateQueries({ queryKey: keys.ownAddresses })
    },
  })
  return (
    <section aria-label={words.title}>
      <SectionHeading className={cards.heading}>{words.title}</SectionHeading>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          saving.mutate()
        }}
      >
        <Stack gap="sm">
          <TagsInput
            label={words.domains}
            description={words.domainsMore}
            placeholder={domains.length === 0 ? 'example.com' : ''}
            splitChars={[',', ';', ' ']}
            acceptValueOnBlur
            disabled={!mayManage}
            value={domains}
            onChange={(values) => setDomains(values.map((value) => value.replace(/^@/, '').toLowerCase()))}
          />
          <TagsInput
            label={words.groups}
            description={words.groupsMore}
            placeholder={groups.length === 0 ? 'all@example.com' : ''}
            splitChars={[',', ';', ' ']}
            acceptValueOnBlur
            disabled={!mayManage}
            value={groups}
            onChange={setGroups}
          />
          {mayManage && (
            <Button type="submit" disabled={!isChanged} loading={saving.isPending} style={{ alignSelf: 'flex-start' }}>
              {words.save}
            </Button>
          )}
        </Stack>
      </form>
    </section>
  )
}

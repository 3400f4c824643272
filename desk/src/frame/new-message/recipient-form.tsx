import { useDebouncedValue } from '@mantine/hooks'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Finder } from '../../look/finder.tsx'
import { sentenceOf } from '../../look/tell.tsx'
import { w } from '../../words/words.ts'
import { useBegin } from './use-begin.ts'
import { useRecipients } from './use-recipients.tsx'

/** Type a name or an address, choose a line: one for each way that reaches somebody. */
export function RecipientForm({ onDone }: { onDone: () => void }) {
  const [typed, setTyped] = useState('')
  const [searched] = useDebouncedValue(typed, 150)
  const { recipients, isSearching, problem } = useRecipients(typed, searched)
  const begin = useBegin()
  const beginning = useMutation({ mutationFn: begin, onSuccess: onDone })
  const refused = beginning.error ?? problem
  return (
    <Finder
      label={w.newMessage.find}
      before={<span>{w.composer.to}</span>}
      listLabel={w.newMessage.recipients}
      choices={recipients}
      typed={typed}
      maxLength={320}
      isBusy={isSearching || beginning.isPending}
      isBehind={isSearching}
      onType={(text) => {
        setTyped(text)
        beginning.reset()
      }}
      onChoose={(recipient) => !beginning.isPending && beginning.mutate(recipient)}
      problem={refused ? sentenceOf(refused) : undefined}
      none={said(typed, isSearching)}
    />
  )
}

function said(typed: string, isSearching: boolean): string {
  if (typed.trim() === '') return w.newMessage.hint
  return isSearching ? w.palette.searching : w.newMessage.none
}

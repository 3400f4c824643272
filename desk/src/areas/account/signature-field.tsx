import { Button, Group, Textarea } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { updatePreferences } from '@throughline/protocol/staff/preferences.ts'
import { useState } from 'react'
import { preferencesQuery } from '../../data/me/preferences.ts'
import { sentenceOf, tell } from '../../look/tell.tsx'
import { call } from '../../session/call.ts'
import { w } from './words/words.ts'
import classes from './account-page.module.css'

/** What stands under the mails that one writes oneself. Saved by hand: half a name is under no mail. */
export function SignatureField() {
  const queryClient = useQueryClient()
  const { data: preferences } = useQuery(preferencesQuery)
  const [typed, setTyped] = useState<string | null>(null)
  const saving = useMutation({
    mutationFn: (signature: string) => call(updatePreferences, { body: { signature } }),
    onSuccess: (kept) => {
      queryClient.setQueryData(preferencesQuery.queryKey, kept)
      setTyped(null)
      tell(w.account.signatureSaved)
    },
  })
  if (!preferences) return null
  const isChanged = typed !== null && typed.trim() !== preferences.signature
  return (
    <section className={classes.section} aria-label={w.account.signature}>
      <h2>{w.account.signature}</h2>
      <Textarea
        aria-label={w.account.signature}
        description={w.account.signatureMore}
        error={saving.error && sentenceOf(saving.error)}
        value={typed ?? preferences.signature}
        onChange={(event) => setTyped(event.currentTarget.value)}
        maxLength={1000}
        autosize
        minRows={3}
        maxRows={10}
        dir="auto"
      />
      {isChanged && (
        <Group gap="xs" mt="xs">
          <Button loading={saving.isPending} onClick={() => saving.mutate(typed.trim())}>
            {w.common.save}
          </Button>
          <Button variant="default" onClick={() => setTyped(null)}>
            {w.common.cancel}
          </Button>
        </Group>
      )}
    </section>
  )
}

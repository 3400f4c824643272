import { Button, ColorInput, Group, Select, Stack, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import {
  getBusiness,
  languages,
  updateBusiness,
  type BusinessProfile,
  type Language,
} from '@throughline/protocol/business/business.ts'
import { useState } from 'react'
import { call } from '../../../session/call.ts'
import { keys } from '../../../data/query-keys.ts'
import { isProblem } from '../../../session/problem-error.ts'
import { ChangedMeanwhile } from '../../../look/changed-meanwhile.tsx'
import { Failure } from '../../../look/failure.tsx'
import { LateSkeleton } from '../../../look/late-skeleton.tsx'
import { tell, tellProblem } from '../../../look/tell.tsx'
import { useMe } from '../../../data/me/use-me.ts'
import { w } from './words/words.ts'
import { LeaveGuard } from '../leave-guard.tsx'
import { refusedFields } from '../refused-fields.ts'
import { SettingsHead } from '../settings-head.tsx'
import classes from './business-page.module.css'
import { LogoField } from './logo-field.tsx'

const businessQuery = queryOptions({ queryKey: keys.business, queryFn: () => call(getBusiness, {}) })

export function BusinessPage() {
  const business = useQuery(businessQuery)
  if (business.isPending) return <LateSkeleton />
  if (business.isError) return <Failure error={business.error} onRetry={business.refetch} />
  return <BusinessForm business={business.data} />
}

function BusinessForm({ business }: { business: BusinessProfile }) {
  const queryClient = useQueryClient()
  const [seen, setSeen] = useState(business)
  const [theirs, setTheirs] = useState<BusinessProfile | null>(null)
  const form = useForm({
    initialValues: valuesOf(business),
    validate: {
      accentColour: (colour) => (colour === '' || /^#[0-9a-f]{6}$/i.test(colour) ? null : w.business.accentWrong),
    },
  })
  const saving = useMutation({
    mutationFn: ({ name, accentColour, ...rest }: typeof form.values) =>
      call(updateBusiness, {
        body: {
          ...rest,
          name: name.trim() || null,
          accentColour: accentColour || null,
          was: { updatedAt: seen.updatedAt },
        },
      }),
    onSuccess: (saved) => {
      queryClient.setQueryData(keys.business, saved)
      void queryClient.invalidateQueries({ queryKey: keys.me })
      setSeen(saved)
      setTheirs(null)
      form.setValues(valuesOf(saved))
      form.resetDirty(valuesOf(saved))
      tell(w.business.saved)
    },
    onError: async (error) => {
      if (isProblem(error, 'conflict')) {
        const now = await queryClient.fetchQuery({ ...businessQuery, staleTime: 0 })
        setSeen(now)
        setTheirs(now)
        return
      }
      const fields = refusedFields(error)
      form.setErrors(fields)
      if (Object.keys(fields).length === 0) tellProblem(error)
    },
  })
  return (
    <>
      <SettingsHead title={w.business.title} more={w.business.more} />
      <LogoField logoUrl={business.logoUrl} />
      <form onSubmit={form.onSubmit((values) => saving.mutate(values))} noValidate>
        <Stack>
          {theirs && (
            <ChangedMeanwhile
              theirs={differences(theirs, form.values)}
              onTakeTheirs={() => {
                form.setValues(valuesOf(theirs))
                form.resetDirty(valuesOf(theirs))
                setTheirs(null)
              }}
            />
          )}
          <TextInput
            {...form.getInputProps('name')}
            label={w.business.name}
            description={w.business.nameMore}
            maxLength={200}
          />
          <Textarea {...form.getInputProps('address')} label={w.business.address} autosize minRows={2} maxRows={6} />
          <TextInput
            {...form.getInputProps('openingHours')}
            label={w.business.hours}
            description={w.business.hoursMore}
            placeholder={w.business.hoursPlaceholder}
            maxLength={500}
          />
          <Textarea
            {...form.getInputProps('signature')}
            label={w.business.signature}
            description={w.business.signatureMore}
            autosize
            minRows={2}
            maxRows={8}
          />
          <MailSample name={form.values.name} signature={form.values.signature} />
          <Group grow align="flex-start">
            <ColorInput
              {...form.getInputProps('accentColour')}
              label={w.business.accent}
              description={w.business.accentMore}
              placeholder="#4255d0"
              size="xs"
              format="hex"
              fixOnBlur={false}
              withEyeDropper={false}
              swatches={['#4255d0', '#0f766e', '#b45309', '#be123c', '#7c3aed', '#1d7340', '#0369a1', '#1b1f24']}
            />
            <Select
              {...form.getInputProps('defaultLanguage')}
              label={w.business.language}
              description={w.business.languageMore}
              data={languages.map((value) => ({ value, label: w.business.languages[value] ?? value }))}
            />
          </Group>
          <Group>
            <Button type="submit" disabled={!form.isDirty()} loading={saving.isPending}>
              {w.business.save}
            </Button>
          </Group>
        </Stack>
      </form>
      <LeaveGuard isDirty={form.isDirty() && !saving.isPending} />
    </>
  )
}

function MailSample({ name, signature }: { name: string; signature: string }) {
  const me = useMe()
  if (name.trim() === '' && signature.trim() === '') return null
  return (
    <div className={classes.sample} aria-label={w.business.preview} role="group">
      <bdi className={classes.from}>{name.trim() ? `${me.name} via ${name.trim()}` : me.name}</bdi>
      <p>…</p>
      {signature.trim() && <bdi className={classes.signature}>{`-- \n${signature.trim()}`}</bdi>}
    </div>
  )
}

/** What they have written, where it is another than what stands in the form. */
function differences(theirs: BusinessProfile, own: ReturnType<typeof valuesOf>): string[] {
  const values = valuesOf(theirs)
  const labels = {
    name: w.business.name,
    address: w.business.address,
    openingHours: w.business.hours,
    signature: w.business.signature,
    accentColour: w.business.accent,
    defaultLanguage: w.business.language,
  }
  const names = ['name', 'address', 'openingHours', 'signature', 'accentColour', 'defaultLanguage'] as const
  return names
    .filter((name) => values[name] !== own[name])
    .map((name) => w.meanwhile.line(labels[name], values[name] || w.meanwhile.empty))
}

function valuesOf(business: BusinessProfile) {
  return {
    name: business.name ?? '',
    address: business.address,
    openingHours: business.openingHours,
    signature: business.signature,
    accentColour: business.accentColour ?? '',
    defaultLanguage: business.defaultLanguage satisfies Language,
  }
}

import type { Channel, ChannelKind } from '@throughline/protocol/channels/channels.ts'
import { useMemo, useState } from 'react'
import { isProblem } from '../../../session/problem-error.ts'
import { say } from '../../../words/words.ts'
import { w } from './words/words.ts'
import { secretsToGiveAgain } from './secrets-to-give-again.ts'
import { schemaFields } from '../schema-form/schema-fields.ts'
import { differencesIn, problemsOf, settingsOf, valuesOf, type SchemaValues } from '../schema-form/schema-values.ts'

/** What a new channel begins with where that differs from what one without the setting does. */
const newSettings: Record<string, Record<string, unknown>> = { email: { quotedHistory: 'last' } }

/** The state of a channel's form: the name, the settings, and what is wrong with them. */
export function useChannelForm(kind: ChannelKind, channel: Channel | null) {
  const fields = useMemo(() => schemaFields(kind.settingsSchema, kind.secretSettings), [kind])
  const [name, setName] = useState(channel?.name ?? w.channelWords.name(kind.kind))
  const [values, setValues] = useState(() => valuesOf(fields, channel ? channel.settings : newSettings[kind.kind]))
  const [problems, setProblems] = useState<Record<string, string>>({})
  const [isDirty, setIsDirty] = useState(false)
  const [isNamed, setIsNamed] = useState(channel !== null)
  const saved = useMemo(() => valuesOf(fields, channel?.settings), [fields, channel])
  const toGiveAgain = secretsToGiveAgain(kind.secretBindings, channel, { saved, values })
  const secretsSet = (channel?.secretsSet ?? []).filter((path) => !toGiveAgain.includes(path))

  return {
    kind: kind.kind,
    fields,
    name,
    values,
    problems,
    secretsSet,
    secretsToGiveAgain: toGiveAgain,
    isDirty,
    /** Somebody has written the name. */
    isNamed,
    nameAfter: (thing: string): void => setName(thing || w.channelWords.name(kind.kind)),
    setName: (next: string): void => {
      setName(next)
      setIsNamed(true)
      setIsDirty(true)
    },
    set: (path: string, value: unknown): void => {
      setValues((known) => ({ ...known, [path]: value }))
      setProblems((known) => Object.fromEntries(Object.entries(known).filter(([name]) => name !== path)))
      setIsDirty(true)
    },
    /** What to save, with `further` values by path; null when something is wrong, which then is shown. */
    read(further: SchemaValues = {}): { name: string; settings: Record<string, unknown> } | null {
      const all = { ...values, ...further }
      const found = problemsOf(fields, all, w.form, secretsSet)
      setProblems(name.trim() === '' ? { ...found, name: w.form.required } : found)
      if (Object.keys(found).length > 0 || name.trim() === '') return null
      return { name: name.trim(), settings: settingsOf(fields, all) }
    },
    /** Says what is wrong beside the fields. */
    point: (found: Record<string, string>): void => setProblems(found),
    /** Puts what the server found wrong beside the fields; false when it named none of them. */
    refused(error: unknown): boolean {
      if (!isProblem(error) || !error.problem.errors) return false
      const named = error.problem.errors.map(({ path, message, words }) => [
        path.replace(/^(body\.)?settings\./, ''),
        say(message, words),
      ])
      setProblems(Object.fromEntries(named))
      return named.length > 0
    },
    saved(next: Channel): void {
      setValues(valuesOf(fields, next.settings))
      setIsDirty(false)
    },
    /** What somebody else has saved, in place of what is written here. */
    take(theirs: Channel): void {
      setName(theirs.name)
      setValues(valuesOf(fields, theirs.settings))
      setProblems({})
      setIsDirty(false)
    },
    /** A line for each thing that is another there. */
    differencesTo(theirs: Channel): string[] {
      const ofName = theirs.name === name ? [] : [{ title: w.channels.nameLabel, theirs: theirs.name }]
      const all = [...ofName, ...differencesIn(fields, values, valuesOf(fields, theirs.settings))]
      return all.map(({ title, theirs: value }) => w.meanwhile.line(title, value || w.meanwhile.empty))
    },
  }
}

export type ChannelForm = ReturnType<typeof useChannelForm>

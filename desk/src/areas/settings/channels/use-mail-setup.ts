import { useMutation } from '@tanstack/react-query'
import { discoverChannel, type ChannelDiscovery } from '@throughline/protocol/channels/channels.ts'
import { useState } from 'react'
import { call } from '../../../session/call.ts'
import { sentenceOf } from '../../../look/tell.tsx'
import { w } from './words/words.ts'
import type { SchemaValues } from '../schema-form/schema-values.ts'
import type { ChannelForm } from './use-channel-form.ts'

export type MailPlace = 'google' | 'microsoft' | 'other'

const signInAt = { google: 'app', microsoft: 'oauth', other: 'mailbox' } as const

/**
 * The short form of a mailbox: it fills the long one behind it. `needsAll`: something has to be written that only the
 * long form asks for.
 */
export function useMailSetup(form: ChannelForm) {
  const [place, setPlace] = useState<MailPlace>('other')
  const [answered, setAnswered] = useState<{ of: string; found: ChannelDiscovery } | null>(null)
  const address = typeof form.values.address === 'string' ? form.values.address.trim() : ''
  const found = answered?.of === `${place} ${address}` ? answered.found : null
  const finding = useMutation({
    mutationFn: (of: { address: string; place: MailPlace }) =>
      call(discoverChannel, {
        params: { kind: form.kind },
        body: { address: of.address, ...(of.place === 'other' ? {} : { provider: of.place }) },
      }),
  })

  /** Asks once for each address; null: the address is none, or nobody could be asked. */
  async function find(at: MailPlace = place): Promise<ChannelDiscovery | null> {
    const asked = `${at} ${address}`
    if (answered?.of === asked) return answered.found
    if (!isAddress(address)) return null
    try {
      const next = await finding.mutateAsync({ address, place: at })
      setAnswered({ of: asked, found: next })
      for (const [path, value] of leavesOf(next.settings)) form.set(path, value)
      return next
    } catch {
      return null
    }
  }

  return {
    form,
    place,
    found,
    isFinding: finding.isPending,
    failure: finding.error && finding.variables.address === address ? sentenceOf(finding.error) : null,
    signIn: found?.signIn ?? signInAt[place],
    choosePlace(next: MailPlace): void {
      setPlace(next)
      form.point({})
      void find(next)
    },
    setAddress(next: string): void {
      form.set('address', next)
      if (!form.isNamed) form.nameAfter(next)
    },
    /** One password for both ways. Google shows it in groups of four, which are no part of it. */
    setPassword(written: string): void {
      const password = place === 'google' ? written.replaceAll(' ', '') : written
      form.set('imap.password', password)
      form.set('smtp.password', password)
    },
    find,
    /** What was found just now, to be saved with the form; null: something is missing, which is said beside its field. */
    async complete(): Promise<SchemaValues | 'needs all settings' | null> {
      const next = await find()
      if (!next) {
        if (!isAddress(address)) form.point({ address: w.channels.mail.addressNeeded })
        return null
      }
      const missing = next.signIn === 'oauth' ? ['imap.oauth.clientId', 'imap.oauth.refreshToken'] : ['imap.password']
      const empty = missing.filter((path) => !form.values[path])
      if (empty.length > 0) {
        form.point(Object.fromEntries(empty.map((path) => [path, w.form.required])))
        return null
      }
      if (serversOf(next).length < 2) return 'needs all settings'
      return found ? {} : Object.fromEntries(leavesOf(next.settings))
    },
  }
}

export type MailSetupState = ReturnType<typeof useMailSetup>

/** "imap.example.com:993" */
export function serversOf({ settings }: ChannelDiscovery): string[] {
  return ['imap', 'smtp'].flatMap((name) => {
    const server = settings[name]
    if (!isObject(server) || typeof server.host !== 'string') return []
    return [`${server.host}:${String(server.port)}`]
  })
}

/** Each setting by its path; a group that is given is in use. */
function leavesOf(settings: Record<string, unknown>, prefix = ''): [string, unknown][] {
  return Object.entries(settings).flatMap(([name, value]): [string, unknown][] => {
    const path = `${prefix}${name}`
    return isObject(value) ? [[path, true], ...leavesOf(value, `${path}.`)] : [[path, value]]
  })
}

const isAddress = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

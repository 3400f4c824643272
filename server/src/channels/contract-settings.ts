import type { Wording } from '@throughline/protocol/words.ts'

/** The part of the channels' contract that is about settings: which are secret, and what of them can be found. */

/** What was found for an address; `settings` fills the form, and lacks what was not found. */
export interface Discovery extends Wording {
  /** Of the provider, where it is known by name: `google`. */
  provider: string | null
  signIn: 'mailbox' | 'app' | 'oauth'
  settings: Record<string, unknown>
}

export interface DomainRecord extends Wording {
  record: 'spf' | 'dkim' | 'dmarc'
  /** Where it stands, or would. */
  name: string
  /** `weak`: it is there and protects nobody yet; `unknown`: whether it is right cannot be told from here. */
  state: 'ok' | 'weak' | 'missing' | 'wrong' | 'unknown'
  found: string | null
  /** What to publish instead; null: nothing, or nobody here knows. */
  publish: string | null
}

/**
 * A secret belongs to the place it was given for: when a setting it is bound to changes and the secret is not given
 * again in the same request, the platform forgets it. Paths are dotted, within `settings`: `smtp.password`.
 */
export interface SecretSetting {
  readonly path: string
  /**
   * Every setting that decides where the secret is sent, in whose name, and how well it is protected on the way: host,
   * port, encryption, user, URL. Empty only for a secret that is never sent, such as a key that verifies signatures.
   */
  readonly boundTo: readonly string[]
  /** Further places, for as long as another setting sends the secret there. `setting` is itself part of the binding. */
  readonly boundWhile?: { readonly setting: string; readonly is: string; readonly boundTo: readonly string[] }
}

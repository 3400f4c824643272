import { PasswordInput, SegmentedControl, Stack, TextInput } from '@mantine/core'
import type { ChannelDiscovery } from '@throughline/protocol/channels/channels.ts'
import { say } from '../../../words/words.ts'
import { w } from './words/words.ts'
import classes from './mail-setup.module.css'
import { serversOf, type MailPlace, type MailSetupState } from './use-mail-setup.ts'

const places: readonly MailPlace[] = ['google', 'microsoft', 'other']

/** What connecting a mailbox takes for most: where it is, its address, and how to sign in. The servers are found. */
export function MailSetup({ setup }: { setup: MailSetupState }) {
  const { place, form, found, failure } = setup
  const words = w.channels.mail
  return (
    <Stack gap="md" maw={520}>
      <SegmentedControl
        fullWidth
        aria-label={words.where}
        value={place}
        onChange={(next) => setup.choosePlace(places.find((one) => one === next)!)}
        data={places.map((value) => ({ value, label: words.places[value] }))}
      />
      <TextInput
        label={words.address}
        description={words.addressMore}
        type="email"
        required
        autoComplete="off"
        value={text(form.values.address)}
        error={form.problems.address}
        onChange={(event) => setup.setAddress(event.currentTarget.value)}
        onBlur={() => void setup.find()}
      />
      <TextInput
        label={words.senderName}
        description={words.senderNameMore}
        value={text(form.values.senderName)}
        error={form.problems.senderName}
        onChange={(event) => form.set('senderName', event.currentTarget.value)}
      />
      {setup.signIn === 'oauth' ? (
        <>
          <TextInput
            label={words.clientId}
            description={words.clientIdMore}
            required
            value={text(form.values['imap.oauth.clientId'])}
            error={form.problems['imap.oauth.clientId']}
            onChange={(event) => form.set('imap.oauth.clientId', event.currentTarget.value)}
          />
          <PasswordInput
            label={words.refreshToken}
            description={words.refreshTokenMore}
            required
            autoComplete="new-password"
            value={text(form.values['imap.oauth.refreshToken'])}
            error={form.problems['imap.oauth.refreshToken']}
            onChange={(event) => form.set('imap.oauth.refreshToken', event.currentTarget.value)}
          />
        </>
      ) : (
        <PasswordInput
          label={setup.signIn === 'app' ? words.appPassword : words.password}
          description={setup.signIn === 'app' ? words.appPasswordMore(place === 'google') : words.passwordMore}
          required
          autoComplete="new-password"
          value={text(form.values['imap.password'])}
          error={form.problems['imap.password']}
          onChange={(event) => setup.setPassword(event.currentTarget.value)}
        />
      )}
      <div role="status" className={classes.found}>
        {setup.isFinding ? words.finding : found ? <Found found={found} /> : failure}
      </div>
    </Stack>
  )
}

function Found({ found }: { found: ChannelDiscovery }) {
  const servers = serversOf(found)
  return (
    <>
      <span>{say(found.sentence, found.words)}</span>
      {servers.map((server) => (
        <code key={server}>{server}</code>
      ))}
      <span>{w.channels.mail.onlyNew}</span>
    </>
  )
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

import { useQuery } from '@tanstack/react-query'
import type { Consent } from '@throughline/protocol/consents/consent.ts'
import { mediumName } from '@throughline/protocol/consents/medium-name.ts'
import { consentsQuery } from '../../../data/customers/consents-query.ts'
import { Hint } from '../../../look/hint.tsx'
import { dateOnly } from '../../../words/times.ts'
import { w } from '../../../words/words.ts'

export interface ConsentLinesProps {
  customerId: string
  identityId: string
  /** Of what is not wanted, and of what was agreed to. */
  classNames: { withdrawn: string | undefined; agreed: string | undefined }
}

/** What the owner of an address wants no more of; how we know it is one hover away. */
export function ConsentLines({ customerId, identityId, classNames }: ConsentLinesProps) {
  const consents = useQuery(consentsQuery(customerId))
  const of = consents.data?.items.find(({ identity }) => identity.id === identityId)
  if (!of) return null
  return of.current.filter(isShown).map((consent) => (
    <span key={consent.id} className={consent.isGiven ? classNames.agreed : classNames.withdrawn}>
      <Hint text={howWeKnow(consent)}>{lineOf(consent)}</Hint>
    </span>
  ))
}

/** That answers may be sent goes without saying. */
const isShown = ({ purpose, isGiven }: Consent): boolean => !isGiven || purpose === 'proactive'

function lineOf({ purpose, isGiven, medium, occurredAt }: Consent): string {
  const date = dateOnly(occurredAt)
  if (purpose === 'proactive') return isGiven ? w.who.agreedToOffers(date) : w.who.noOffers(date)
  return w.who.noMore(medium && (w.who.media[medium] ?? mediumName(medium)), date)
}

function howWeKnow({ source, wording, reason, by }: Consent): string {
  return w.who.consentBy[source](by?.name ?? '', reason ?? wording)
}

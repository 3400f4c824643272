/**
 * What may be sent to an address, and who said so: STOP and START, what a provider reports, what staff and programs record.
 *
 * Owns the table `consents`: facts that are only added, each about an address and a purpose, with its source, its wording
 * and its proof. What counts now is derived from them (`state.ts`): the last word by the time when it was said, then by
 * arrival. So repetitions and wrong orders change nothing.
 *
 * An address is its kind, value and scope, whoever has it: what is said of a shared number, or of one that was merged,
 * detached or passed on, holds for the number.
 *
 * Refuses to send and to delete: `channels` asks `whyNotWrite` before anything leaves, and is the only one that sends.
 */
export { recordConsent, type NewConsent, type RecordedConsent } from './record-consent.ts'
export { consentsOf, whyNotWrite, type AddressKey, type Asked } from './gate.ts'
export type { Way } from './state.ts'
export { consentRoutes } from './routes.ts'

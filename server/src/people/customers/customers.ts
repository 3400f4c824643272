/**
 * Who the customers are: one person behind many addresses, and the evidence that ties them together.
 *
 * Owns `customers`, `identities`, what is blocked of senders, `identity_links` and `customer_merges`. Every record keeps what
 * was recorded on it for ever (it is the *home* of its identities and entries); a merge only says which record is
 * *canonical*, and taking it back moves nothing. See `docs/decisions/0003-home-and-canonical.md`.
 *
 * What proves an address is one pure function (`identities/proof.ts`, `docs/decisions/0008-what-proves-an-address.md`).
 *
 * Refuses to believe a claim, to merge on anything weaker than two proofs or a person's word, and to know what is on
 * a thread: it hands out positions under a lock, and others fill them.
 */
export { noteMailAnswer } from './suggestions/mail-answers.ts'
export { normaliseIdentity, type NormalisedIdentity } from './normalise/normalise.ts'
export {
  resolveSender,
  resolveSenderUnlessBlocked,
  type ResolvedSender,
  type Sender,
} from './identities/resolve-sender.ts'
export { holderSql, type HeldAddress } from './identities/sender-queries.ts'
export { resolveAnswerer } from './identities/resolve-answerer.ts'
export { fromOf, isProvenAnswer, proofOf, type AnswerEvidence } from './identities/proof.ts'
export { attachIdentity } from './identities/attach.ts'
export { refuseToVouch } from './identities/vouching.ts'
export { detachIdentity } from './identities/detach.ts'
export { answeredClaims, identitiesOfCustomers as identitiesBehind, linkOf as holderOf } from './identities/queries.ts'
export { raiseAssurance, type Raised } from './identities/raise-assurance.ts'
export { markIdentity, markUndeliverable } from './identities/mark.ts'
export { blockValue, unblockValue } from './identities/blocked-values.ts'
export { addressBlockOf, blockedMailAddresses, blockOf, isBlocked, type Block } from './blocking/queries.ts'
export { domainBlockOf } from './blocking/domains.ts'
export { isWithin } from './blocking/mail-domains.ts'
export { createCustomer } from './profile/create-customer.ts'
export { updateCustomer } from './profile/update-customer.ts'
export { customerView, type CustomerSources } from './profile/view.ts'
export { mergeCustomers } from './merging/merge.ts'
export { undoMerge, type Separate } from './merging/undo-merge.ts'
export { suggestDuplicates } from './suggestions/suggest.ts'
export { searchCustomers } from './search/search.ts'
export { customerFacts, customerSubject, refuseUnlessCanCustomer } from './subject.ts'
export { customerRoutes, type CustomerDeps } from './routes.ts'
export { canonicalIdOf, threadOf, threadOfIdentity } from './thread/find-thread.ts'
export { lockCustomer, lockThread, positionAt, type LockedCustomer, type LockedPosition } from './thread/lock-thread.ts'
export { membersOf as memberIdsOf, threadsOf } from './thread/queries.ts'
export {
  addressOfIdentity,
  canonicalIdsOf,
  contactableIdentitiesOf,
  customerBriefsOf,
  displayNamesOf,
  homeOfIdentity,
  homesOfIdentities,
  identitiesOf,
  type IdentityBrief,
} from './names.ts'
export { suspectsAmong } from './suspects.ts'
export type { Actor } from './tables.ts'

import { z } from 'zod'
import { event } from '../event.ts'
import { Id } from '../primitives.ts'

const since = '0.1.0'

const ofIdentity = z.object({ identityId: Id })

export const customerEvents = {
  'customer.created': event({
    summary: 'There is a new customer',
    since,
    data: z.object({ identityId: Id.optional().describe('The address of the first contact, when there was one.') }),
  }),
  'customer.updated': event({ summary: 'A name or an attribute has changed', since, data: z.object({}) }),
  'customer.merged': event({
    summary: 'Two records are one person from now on; recorded once for each of the two',
    since,
    data: z.object({
      mergeId: Id,
      otherCustomerId: Id.optional().describe('On the record that stays: the one that joined it.'),
      joinedIds: z.array(Id).optional().describe('On the record that stays: all records that came with it.'),
      intoCustomerId: Id.optional().describe('On the record that joined: the one that stays.'),
    }),
  }),
  'customer.merge_undone': event({
    summary: 'A merge was undone',
    since,
    data: z.object({ mergeId: Id, otherCustomerId: Id, leftIds: z.array(Id).describe('The records that left.') }),
  }),
  'customer.blocked': event({
    summary: 'A person was blocked on all channels',
    since: '0.2.0',
    data: z.object({ reason: z.string() }),
  }),
  'customer.unblocked': event({ summary: 'The block of a person was taken back', since: '0.2.0', data: z.object({}) }),
  'identity.attached': event({ summary: 'A customer has one more address', since, data: ofIdentity }),
  'identity.detached': event({
    summary: 'An address does not belong to the customer any more',
    since,
    data: ofIdentity.extend({
      dropped: z.literal(true).optional().describe('It made room for another: more of one kind are not kept.'),
    }),
  }),
  'identity.updated': event({ summary: 'An address was labelled, marked or proven', since, data: ofIdentity }),
  'identity.undeliverable': event({
    summary: 'Nothing reaches an address any more',
    since,
    data: ofIdentity.extend({ reason: z.string() }),
  }),
}

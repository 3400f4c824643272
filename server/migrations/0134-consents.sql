-- rolling: yes
-- What was said about writing to an address: by its owner, by a provider, or by one of us in their name. Rows are only
-- added; what counts now is derived from them. An address is named by itself and belongs to no row of `identities`: what
-- was said holds for whoever has it, also after it was detached or came to somebody else. Older nodes ask for no consent
-- and still send until they are replaced.
create table consents (
  id uuid primary key,
  -- The order of arrival, given out under a lock of the address.
  seq bigint generated always as identity,
  kind text not null,
  value text not null,
  scope text not null,
  -- The way that it is about, such as sms; null: every way to the address.
  medium text,
  purpose text not null check (purpose in ('service', 'proactive')),
  is_given boolean not null,
  source text not null check (source in ('customer', 'provider', 'staff', 'api', 'import')),
  wording text not null,
  reason text,
  said_by jsonb,
  -- The record that had the address; null: nobody had it.
  customer_id uuid,
  channel_id uuid,
  entry_id uuid,
  inbound_id uuid,
  -- The one message that may leave after a withdrawal: it says that nothing more will come.
  confirmation_id uuid,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null
);
-- Asked before each message leaves: the newest for each way and purpose.
create index consents_of_address on consents (kind, value, scope, purpose, medium, occurred_at desc, seq desc);
-- For what is exported and erased of a customer.
create index consents_of_customer on consents (customer_id) where customer_id is not null;

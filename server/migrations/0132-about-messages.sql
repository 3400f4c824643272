-- rolling: yes
-- An event that came before the message it is about: applied when that is recorded. `inbound_id`: where it is kept.
create table early_events (
  inbound_id uuid primary key,
  channel_id uuid not null,
  -- What the provider calls the message. Of an echo, the echo itself: it waits until it is known whose it is.
  about text not null,
  event jsonb not null
);
-- "Has anything been heard of this message already?"
create index early_events_by_message on early_events (channel_id, about);
-- Echoes of a channel that wait for a message which is being sent.
create index early_events_echoes on early_events (channel_id) where event ->> 'type' = 'echo';

-- What a customer put on a message, one each. A reaction that was taken back stays without `emoji`, so that an older one
-- that comes late does not bring it back.
create table entry_reactions (
  entry_id uuid not null,
  identity_id uuid not null,
  customer_id uuid not null,
  author_name text not null,
  emoji text,
  at timestamptz not null,
  primary key (entry_id, identity_id)
);

-- How far the owner of an address has read on a channel. What is recorded as sent afterwards may be older than that.
create table read_marks (
  channel_id uuid not null,
  identity_id uuid not null,
  customer_id uuid not null,
  up_to timestamptz not null,
  primary key (channel_id, identity_id)
);

-- When the last attempt began: what was handed over before a customer read everything has been read.
alter table deliveries add column handed_over_at timestamptz;

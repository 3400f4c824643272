create table channels (
  id uuid primary key,
  kind text not null,
  name text not null,
  settings jsonb not null default '{}',
  -- Sealed with the secret key; never leaves the server.
  secrets text,
  enabled boolean not null default true,
  health jsonb,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  deleted_at timestamptz
);

-- What came in, once per (channel, provider id): the row is the dedupe mark, written in the entry's transaction.
-- What could not be put on a thread is kept raw here, visible, and can be replayed.
create table inbound (
  id uuid primary key,
  channel_id uuid not null,
  provider_id text not null,
  state text not null check (state in ('accepted', 'set_aside', 'failed')),
  kind text not null,
  sentence text not null default '',
  entry_id uuid,
  customer_id uuid,
  -- Where the raw bytes are kept, when they are.
  raw_key text,
  -- The envelope it came in: who handed it over, and to which of our addresses. A replay needs it.
  envelope jsonb,
  received_at timestamptz not null
);
create unique index inbound_by_provider_id on inbound (channel_id, provider_id);
create index inbound_not_accepted on inbound (received_at desc, id desc) where state <> 'accepted';

-- What goes out. One row per outbound entry; `attempts` and `error` tell its story.
create table deliveries (
  entry_id uuid primary key,
  customer_id uuid not null,
  channel_id uuid not null,
  identity_id uuid,
  state text not null check (state in ('queued', 'sending', 'sent', 'delivered', 'read', 'failed', 'refused')),
  attempts integer not null default 0,
  provider_id text,
  error jsonb,
  -- Automatic messages are counted per address by the loop brake.
  automatic boolean not null default false,
  -- In whose hands it is while `sending`; see outbound/lease.ts.
  worker_id integer,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index deliveries_unfinished on deliveries (updated_at) where state in ('queued', 'sending');
create index deliveries_by_provider_id on deliveries (channel_id, provider_id) where provider_id is not null;
create index deliveries_unsent on deliveries (customer_id, entry_id) where state in ('queued', 'sending');
create index deliveries_automatic on deliveries (identity_id, created_at) where automatic;

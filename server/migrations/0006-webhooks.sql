create table webhooks (
  id uuid primary key,
  name text not null,
  url text not null,
  event_types text[] not null default '{}',
  -- The signing secret, sealed with the secret key.
  secret bytea not null,
  enabled boolean not null default true,
  created_at timestamptz not null
);

create table webhook_deliveries (
  id uuid primary key,
  webhook_id uuid not null references webhooks (id) on delete cascade,
  event_id uuid not null,
  event_type text not null,
  -- What is sent, as it was when the event happened.
  payload jsonb not null,
  state text not null check (state in ('pending', 'delivered', 'failed')),
  attempts integer not null default 0,
  next_attempt_at timestamptz,
  last_status integer,
  last_error text,
  created_at timestamptz not null
);
create index webhook_deliveries_by_webhook on webhook_deliveries (webhook_id, created_at desc, id desc);
-- What is due, by receiver: a slow one with a long queue must not be waded through to find the others'.
create index webhook_deliveries_due on webhook_deliveries (webhook_id, next_attempt_at, id) where state = 'pending';
create index webhook_deliveries_by_age on webhook_deliveries (created_at);

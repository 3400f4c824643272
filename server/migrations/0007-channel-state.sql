-- What an adapter has to remember between runs, such as how far a mailbox has been read.
create table channel_state (
  channel_id uuid not null,
  key text not null,
  value jsonb not null,
  updated_at timestamptz not null,
  primary key (channel_id, key)
);

-- Mail kept for reading while no outgoing server is configured. `message_id` is unique: a send that is repeated
-- after a crash is kept once.
create table outbox_mails (
  id uuid primary key,
  entry_id uuid,
  channel_id uuid not null,
  envelope_from text not null,
  recipients text[] not null,
  subject text not null,
  text text not null,
  message_id text not null unique,
  raw bytea not null,
  sent_at timestamptz not null
);
create index outbox_mails_by_time on outbox_mails (sent_at desc, id desc);

-- Every Message-ID we sent, and to whom: a quoted id is evidence only from somebody it was sent to.
create table sent_mails (
  message_id text primary key,
  entry_id uuid not null,
  customer_id uuid not null,
  channel_id uuid not null,
  recipients text[] not null,
  sent_at timestamptz not null
);
create index sent_mails_by_entry on sent_mails (entry_id);

-- Mail kept for reading while no outgoing server is configured.
create table outbox_mails (
  id uuid primary key,
  entry_id uuid,
  channel_id uuid,
  envelope_from text not null,
  recipients text[] not null,
  subject text not null,
  text text not null,
  message_id text not null unique,
  raw bytea not null,
  sent_at timestamptz not null
);
create index outbox_mails_by_time on outbox_mails (sent_at desc, id desc);

-- How far each IMAP folder has been read (RFC 3501 UIDVALIDITY, RFC 7162 MODSEQ).
create table mailbox_cursors (
  channel_id uuid not null,
  folder text not null,
  uid_validity bigint not null,
  last_uid bigint not null,
  highest_modseq bigint,
  updated_at timestamptz not null,
  primary key (channel_id, folder)
);

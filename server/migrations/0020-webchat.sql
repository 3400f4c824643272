-- What the portal keeps about the visitors of a company's own site. Nothing before they act.

create table visitor_sessions (
  id uuid primary key,
  channel_id uuid not null,
  -- Of the token that the widget made: a copy of the database makes no visitor.
  token_hash text not null,
  -- Anonymous: the address by which this device is known, once it said something.
  device_identity_id uuid,
  -- Signed in by the host's token: the account, with its prefix, and until when.
  account text,
  signed_in_until timestamptz,
  -- What the host vouched for or the visitor typed: name, email, phone.
  profile jsonb not null default '{}',
  -- Mail addresses that were given on this device: answers to what was mailed there are shown here.
  given_identity_ids uuid[] not null default '{}',
  -- Logged out. The row stays, so that the token stays useless.
  ended_at timestamptz,
  created_at timestamptz not null,
  last_seen_at timestamptz not null
);
create unique index visitor_sessions_by_token on visitor_sessions (token_hash);
-- "By which address was this device given?", when a reply is to go on by mail.
create index visitor_sessions_by_device on visitor_sessions (device_identity_id) where device_identity_id is not null;
create index visitor_sessions_by_account on visitor_sessions (account) where account is not null;
-- Those who came and said nothing are forgotten.
create index visitor_sessions_silent on visitor_sessions (last_seen_at) where device_identity_id is null;

-- How far somebody has seen the thread: a visitor (by their address), or the team (by the customer).
create table visitor_marks (
  subject uuid primary key,
  -- Microseconds: the place of the newest entry that was seen.
  seen_us bigint not null
);

-- Tokens of a host with an id of their own serve one device each.
create table visitor_host_tokens (
  channel_id uuid not null,
  token_id text not null,
  session_id uuid not null,
  expires_at timestamptz not null,
  primary key (channel_id, token_id)
);
create index visitor_host_tokens_expired on visitor_host_tokens (expires_at);

-- Replies that went on by mail: the row is the mark that each does so once, written in the mail's transaction.
create table visitor_mails (
  entry_id uuid primary key,
  -- The entry that was mailed.
  mail_entry_id uuid not null,
  identity_id uuid not null,
  at timestamptz not null
);
create index visitor_mails_by_identity on visitor_mails (identity_id, at);

-- Uploads that wait for their message, by who uploaded them: visitors may have only so many.
create index attachments_by_uploader on attachments (uploaded_by) where entry_id is null;

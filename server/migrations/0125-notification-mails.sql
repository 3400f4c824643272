-- rolling: yes
-- Notifications that go by mail to the people who answer. A row is one mail, written with its job by the timer that decided
-- it; what it is about are the notifications that name it.
create table notification_mails (
  id uuid primary key,
  staff_id uuid not null references staff (id) on delete cascade,
  issue_id uuid not null,
  state text not null check (state in ('queued', 'sent', 'failed', 'cancelled')),
  tries int not null default 0,
  -- Its Message-ID, by which a bounce is known.
  message_id text,
  -- Why it was not sent, as a sentence and its codes.
  failure jsonb,
  made_at timestamptz not null,
  settled_at timestamptz
);
-- "Is this bounce about one of them?"
create index notification_mails_by_message on notification_mails (message_id) where message_id is not null;
-- What is old is deleted.
create index notification_mails_by_time on notification_mails (made_at);

-- The mail that takes it along; null: none yet. Found by staff and issue among the unread ones.
alter table notifications add column mail_id uuid;

-- How mail to a person fares. Whether their address is proven is said by staff.email_verified.
create table notification_mailboxes (
  staff_id uuid primary key references staff (id) on delete cascade,
  -- When they asked for the mail that proves the address: a limit on how often it is sent.
  asked_at timestamptz,
  -- Since when mail comes back from there, and why.
  failed_at timestamptz,
  failure jsonb
);

-- When somebody had the desk open last, noted once a minute while they do.
create unlogged table staff_seen (
  staff_id uuid primary key,
  seen_at timestamptz not null
);

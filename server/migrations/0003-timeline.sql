-- The thread. Append-only: an edit or a deletion is a further entry that refers to the first.

create table entries (
  customer_id uuid not null,
  seq bigint not null,
  id uuid not null,
  kind text not null,
  direction text not null check (direction in ('in', 'out', 'internal')),
  channel_id uuid,
  identity_id uuid,
  author_kind text not null,
  author_id text,
  author_name text not null,
  issue_id uuid,
  text text not null,
  content jsonb not null,
  -- HTML as it was received or written; sanitised whenever it is shown.
  html text,
  refers_to uuid,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  provider_id text,
  threading jsonb not null,
  echo_id text,
  attachment_count integer not null default 0,
  primary key (customer_id, seq)
);
-- Ids are made by us and rise with time, so this index grows at its right edge.
create unique index entries_by_id on entries (id);
create index entries_by_issue on entries (issue_id, recorded_at) where issue_id is not null;
-- The same echoId of one author is one entry: an optimistic send may be repeated after a cut.
create unique index entries_by_echo on entries (customer_id, author_id, echo_id) where echo_id is not null;
create index entries_by_referred on entries (refers_to) where refers_to is not null;

create table attachments (
  id uuid primary key,
  -- Null while uploaded but not yet sent.
  entry_id uuid,
  customer_id uuid,
  uploaded_by text,
  position integer not null default 0,
  name text not null,
  media_type text not null,
  declared_type text,
  size_bytes bigint not null,
  sha256 text not null,
  storage_key text not null,
  inline boolean not null default false,
  content_id text,
  created_at timestamptz not null
);
create index attachments_by_entry on attachments (entry_id) where entry_id is not null;
create index attachments_unsent on attachments (created_at) where entry_id is null;

create table drafts (
  customer_id uuid not null,
  staff_id uuid not null,
  content jsonb not null,
  updated_at timestamptz not null,
  primary key (customer_id, staff_id)
);

-- A read model fed by events: the words of each entry. Apart from entries so that recording never waits for it.
create table entry_words (
  entry_id uuid primary key,
  customer_id uuid not null,
  recorded_at timestamptz not null,
  words tsvector not null
);
create index entry_words_by_word on entry_words using gin (words);
create index entry_words_by_time on entry_words (recorded_at desc, entry_id desc);

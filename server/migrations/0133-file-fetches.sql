-- rolling: yes
-- Files that a provider only named with a message, and that are fetched after it was recorded. A row is there until the file
-- has arrived; until then its attachment has no bytes (an empty hash, an empty key), and after that it is like any other.
create table file_fetches (
  attachment_id uuid primary key,
  customer_id uuid not null,
  channel_id uuid not null,
  -- What the adapter finds it by, as JSON in a text: jsonb refuses some of what may stand in it.
  reference text not null,
  -- As the provider says.
  size_bytes bigint,
  -- waiting: it is tried, now or later; failed: only when staff ask for it.
  state text not null,
  tries integer not null default 0,
  -- When the first of these tries was made.
  trying_since timestamptz,
  -- While a try is under way: until when its worker counts as alive without a further sign.
  next_try_at timestamptz not null,
  -- The try that is under way.
  taken_by uuid,
  -- Why the last try failed, for people: a sentence and its codes.
  problem json
);
-- Whose turn it is, or whose worker is gone.
create index file_fetches_waiting on file_fetches (next_try_at) where state = 'waiting';
create index file_fetches_by_customer on file_fetches (customer_id);

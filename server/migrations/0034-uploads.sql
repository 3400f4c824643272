-- Where a file that a visitor uploaded came from, while it waits for its message: a network (an IPv4 address, or the
-- first 64 bits of an IPv6 one) and a channel. Null for files of staff and for what came in with a message.
alter table attachments add column upload_address text, add column upload_channel_id uuid;

-- What visitors uploaded and have not sent, added up before each upload is let in.
create index attachments_waiting_of_visitors on attachments (upload_address, upload_channel_id, size_bytes)
  where entry_id is null and upload_address is not null;

-- Whether an upload's own bytes are still named by a message, asked before they are removed. Bytes that came in by
-- other ways are kept under the hash of their content and are not in it.
create index attachments_by_upload_key on attachments (storage_key) where storage_key like 'uploads/%';

-- One row for each upload that was let in: what is on its way now, and what came within the last hour.
create table upload_admissions (
  id uuid primary key,
  -- Who uploads: a caller's id. Null for a visitor.
  caller_id text,
  address text,
  channel_id uuid,
  -- Announced while it is on its way, counted once it is stored.
  size_bytes bigint not null,
  admitted_at timestamptz not null,
  -- By then it is over, whatever became of the node that received it.
  over_at timestamptz not null,
  is_stored boolean not null default false
);
-- For pruning; the table itself is small enough to be added up whole.
create index upload_admissions_by_time on upload_admissions (admitted_at);

-- How many visitors of a channel a network brought in ten minutes, and how many were refused: the limit on floods of
-- self-made visitors, and what is shown of a flood. Kind `file` and `connection` count refusals only.
create table visitor_counts (
  channel_id uuid not null,
  began_at timestamptz not null,
  kind text not null,
  -- '' stands for the channel as a whole.
  address text not null,
  taken integer not null default 0,
  refused integer not null default 0,
  -- What became of the last one.
  is_refused boolean not null default false,
  -- Read by channel and time for the page of the channel.
  primary key (channel_id, began_at, kind, address)
);

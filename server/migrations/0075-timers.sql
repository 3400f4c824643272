-- rolling: yes
-- What is to be done once at a time to come. One row for each kind and key, such as the end of the snooze of an issue. A
-- timer that has fired is deleted in the transaction that did its work.
create table timers (
  kind text not null,
  -- What it is about, in the words of its kind: the id of an issue.
  key text not null,
  -- New each time it is scheduled: what was moved meanwhile is not fired as it was before.
  id uuid not null,
  -- When it should fire.
  due_at timestamptz not null,
  -- When it is tried next: at first `due_at`, later than that after a failure.
  fires_at timestamptz not null,
  data jsonb not null default 'null',
  -- How often it has failed.
  tries integer not null default 0,
  -- After how many further failures it is set aside.
  tries_left integer not null default 8,
  -- The beginning of what the last failure said.
  error text,
  -- When it failed first. Null: it has not failed.
  failed_at timestamptz,
  -- When it was set aside for a person. It is not tried by itself any more.
  set_aside_at timestamptz,
  primary key (kind, key)
) with (
  -- Rows come and go at the head of an index, and what is dead there is walked over until it is vacuumed.
  autovacuum_vacuum_scale_factor = 0.02
);
-- What is due, oldest first, and when the next one is.
create index timers_to_fire on timers (fires_at) where set_aside_at is null;
-- What failed: for its list, newest first, and for numbers. Empty while all is well.
create unique index timers_failed on timers (failed_at, id) where failed_at is not null;
-- One that failed, by its id.
create unique index timers_failed_by_id on timers (id) where failed_at is not null;

-- Snoozed issues were looked for every minute until now. Those that older nodes snooze after this are found in the same way.
insert into timers (kind, key, id, due_at, fires_at)
  select 'issue.snooze_ends', id::text, id, snoozed_until, snoozed_until
  from issues where status = 'snoozed' and snoozed_until is not null and merged_into_id is null;

-- What somebody was told: one row per person and thing.
create table notifications (
  id uuid primary key,
  -- Written by one consumer at a time, under its cursor's lock: rises in the order of the commits, so that a stream
  -- resumes from it.
  position bigint generated always as identity,
  staff_id uuid not null,
  kind text not null check (kind in ('assigned', 'mentioned', 'answered', 'handed_over', 'snooze_ended')),
  customer_id uuid not null,
  issue_id uuid,
  entry_id uuid,
  -- Who did it, as the event had it; null for what happened by itself.
  by jsonb,
  -- How many answers it stands for: what waits unread on one issue is one line.
  count integer not null default 1,
  at timestamptz not null,
  read_at timestamptz
);
-- The list, newest first.
create index notifications_by_staff on notifications (staff_id, position desc);
-- The bell's figure, and "is there an unread one of this issue already?".
create index notifications_unread on notifications (staff_id, issue_id) where read_at is null;
-- What is new since a place, for everybody who watches.
create unique index notifications_by_position on notifications (position);
-- What is too old to keep.
create index notifications_by_time on notifications (at);

-- Whoever upgrades is not told of the past.
insert into event_cursors (consumer, xid, position)
  select 'notifications', xid, position from events order by xid desc, position desc limit 1;

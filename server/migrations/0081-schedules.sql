-- rolling: yes
-- How far each schedule has been done, so that each time is done once by whichever node has its lease, and one that was
-- missed is known.
create table schedules (
  name text primary key,
  -- The last time that it was due and done.
  done_for timestamptz not null,
  -- When that was done; null: it has not been done since it is known here.
  done_at timestamptz,
  -- Of that time.
  failed_tasks text[] not null default '{}'
);

-- rolling: yes
-- How far each member of staff has read an issue. Nothing is written here when a customer writes: an issue is unread for
-- whoever has read it up to an earlier time than its last_contact_at.
create table issue_reads (
  staff_id uuid not null,
  issue_id uuid not null,
  -- last_contact_at of the issue as they saw it; null: the customer had not written.
  up_to timestamptz,
  -- Said by hand; ends when it is read again.
  marked_unread boolean not null default false,
  -- When it was said: later ones go to the other tabs of the same person.
  at timestamptz not null,
  primary key (staff_id, issue_id)
);
-- What a tab has missed since its cursor.
create index issue_reads_by_time on issue_reads (staff_id, at);

-- From when on issues can be unread for somebody: from when they joined, or from this version on. What is older was
-- never counted, and a colleague who joins does not begin with a thousand unread issues.
create table reading_starts (
  staff_id uuid primary key,
  since timestamptz not null
);
insert into reading_starts (staff_id, since) select id, now() from staff;
create function begin_reading() returns trigger language plpgsql as $$
begin
  insert into reading_starts (staff_id, since) select id, created_at from joined;
  return null;
end $$;
create trigger staff_begin_reading after insert on staff referencing new table as joined
  for each statement execute function begin_reading();

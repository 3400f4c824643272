-- rolling: yes
-- The history of each issue: what became of its status, owner, team, topic, priority, subject and of what it was merged
-- into, by whom and when. Figures are rebuilt from it long after events were pruned, so rows are only ever added.
--
-- Triggers write it, in the statement that changes the issue: no path can forget it, older nodes and a console
-- included; and the row lock of the issue makes each row begin where the one before ended.

-- Who makes the write, as {"id", "at", "by", "copiedFromId"?}: the triggers take it from here. The id is new for each
-- write, so that a write that says nothing of its author is not taken for its predecessor's.
alter table issues add column last_write jsonb;

create table issue_changes (
  issue_id uuid not null,
  -- 1, 2, 3 … without a gap, from the opening or from when history began to be kept. 0, -1, … were read from the thread
  -- afterwards.
  seq bigint not null,
  -- The record that the issue was opened on.
  customer_id uuid not null,
  at timestamptz not null,
  -- customer, staff, assistant, program, system, rule or timer. unknown: who wrote did not say (an older version, a
  -- console).
  by_kind text not null,
  by_id text,
  by_name text not null,
  -- The fields that changed, as they were; null: the issue was opened.
  was jsonb,
  -- The same fields, as they are since.
  became jsonb not null,
  -- The issue that this one was split from: what happened before is in the history of that one.
  copied_from_id uuid,
  -- Also how one issue's history is read, in order, and how the triggers find its end.
  primary key (issue_id, seq)
);
-- For figures: everything that changed in a time, in order, whatever the issue.
create index issue_changes_by_time on issue_changes (at, issue_id, seq);

create function refuse_issue_history_change() returns trigger language plpgsql as $$
begin
  raise exception 'the history of issues is append-only';
end $$;
create trigger issue_changes_append_only before update or delete or truncate on issue_changes
  for each statement execute function refuse_issue_history_change();

-- One statement for all issues that one statement opens.
create function keep_issue_openings() returns trigger language plpgsql as $$
begin
  insert into issue_changes (issue_id, seq, customer_id, at, by_kind, by_id, by_name, was, became, copied_from_id)
  select id, 1, customer_id, coalesce((last_write ->> 'at')::timestamptz, opened_at),
    coalesce(last_write #>> '{by,kind}', 'unknown'), last_write #>> '{by,id}', coalesce(last_write #>> '{by,name}', ''),
    null,
    jsonb_build_object('status', status, 'ownerId', owner_id, 'teamId', team_id, 'topic', topic, 'priority', priority,
      'subject', subject, 'mergedIntoId', merged_into_id),
    (last_write ->> 'copiedFromId')::uuid
  from opened;
  return null;
end $$;
create trigger issues_keep_openings after insert on issues referencing new table as opened
  for each statement execute function keep_issue_openings();

create function keep_issue_change() returns trigger language plpgsql as $$
begin
  insert into issue_changes (issue_id, seq, customer_id, at, by_kind, by_id, by_name, was, became)
  select new.id,
    1 + greatest(0, (select max(seq) from issue_changes where issue_id = new.id)),
    new.customer_id,
    coalesce((writing ->> 'at')::timestamptz, clock_timestamp()),
    coalesce(writing #>> '{by,kind}', 'unknown'), writing #>> '{by,id}', coalesce(writing #>> '{by,name}', ''),
    changed.was, changed.became
  from (select case when new.last_write is distinct from old.last_write then new.last_write end as writing,
      jsonb_build_object('status', old.status, 'ownerId', old.owner_id, 'teamId', old.team_id, 'topic', old.topic,
        'priority', old.priority, 'subject', old.subject, 'mergedIntoId', old.merged_into_id) as before,
      jsonb_build_object('status', new.status, 'ownerId', new.owner_id, 'teamId', new.team_id, 'topic', new.topic,
        'priority', new.priority, 'subject', new.subject, 'mergedIntoId', new.merged_into_id) as after) as stood,
    lateral (select jsonb_object_agg(key, before -> key) as was, jsonb_object_agg(key, value) as became
      from jsonb_each(after) where value is distinct from before -> key) as changed;
  return null;
end $$;
-- The condition is checked without calling the function: what only touches an issue costs nothing.
create trigger issues_keep_change after update on issues for each row
  when (old.status is distinct from new.status or old.owner_id is distinct from new.owner_id
    or old.team_id is distinct from new.team_id or old.topic is distinct from new.topic
    or old.priority is distinct from new.priority or old.subject is distinct from new.subject
    or old.merged_into_id is distinct from new.merged_into_id)
  execute function keep_issue_change();

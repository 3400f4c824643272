-- rolling: yes
-- What the thread says of the time before history was kept (0073), issue by issue. Told there: who closed, reopened,
-- snoozed and assigned; and each message moved its issue on. Not told: earlier subjects, topics and priorities, which
-- begin as they are. Where the story does not end at how the issue stood, a last change by `unknown` leads there.
insert into issue_changes (issue_id, seq, customer_id, at, by_kind, by_id, by_name, was, became)
with
-- Of issues that have changed since 0073: when they did first, and how they stood before.
since as (
  select issue_id, min(at) as at, bool_or(was is null) as is_whole from issue_changes group by issue_id
),
stood_since as (
  select issue_id, jsonb_object_agg(key, value) as facts from (
    select distinct on (issue_id, key) issue_id, key, value
    from issue_changes, lateral jsonb_each(was) where was is not null order by issue_id, key, seq) as earliest
  group by issue_id
),
stood as (
  select i.id, i.customer_id, i.opened_at, i.first_contact_at, i.last_activity_at, i.resolved_at, i.resolved_by,
    s.at as until,
    jsonb_build_object('status', i.status, 'ownerId', i.owner_id, 'teamId', i.team_id, 'topic', i.topic,
      'priority', i.priority, 'subject', i.subject, 'mergedIntoId', i.merged_into_id) || coalesce(e.facts, '{}') as facts
  from issues i left join since s on s.issue_id = i.id left join stood_since e on e.issue_id = i.id
  where not coalesce(s.is_whole, false)
),
-- What was said on the thread that moved an issue on. An automatic answer of ours does not, nor does what was taken
-- back.
said as (
  select e.issue_id, e.recorded_at, e.seq, e.kind, e.direction, e.author_kind, e.author_id, e.author_name,
    e.content ->> 'name' as name, e.content -> 'data' as data
  from entries e join stood t on t.id = e.issue_id left join deliveries d on d.entry_id = e.id
  where e.recorded_at < coalesce(t.until, 'infinity')
    and (e.kind in ('event', 'handover')
      or (e.kind = 'message' and (e.direction = 'in' or e.author_kind <> 'system')
        and d.error ->> 'code' is distinct from 'taken_back'))
),
first_message as (
  select distinct on (issue_id) issue_id, direction, author_kind, author_id, author_name
  from said where kind = 'message' order by issue_id, recorded_at, seq
),
-- An issue that nobody has answered stays open when its customer writes again.
statuses as (
  select *, case
      when status <> 'customer wrote' then status
      when count(*) filter (where status <> 'customer wrote')
        over (partition by issue_id order by recorded_at, seq) = 0 then 'open'
      else 'waiting_on_us'
    end as became
  from (
    select *, case
        when kind = 'message' and direction = 'in' then 'customer wrote'
        when kind = 'message' then 'waiting_on_customer'
        when name = 'issue.resolved' then 'resolved'
        when name in ('issue.reopened', 'issue.woken') then 'waiting_on_us'
        when name = 'issue.snoozed' then 'snoozed'
      end as status
    from said) as s
  where status is not null
),
merges as (
  select distinct on (t.id) t.id as issue_id, e.recorded_at, e.author_kind, e.author_id, e.author_name
  from entries e join stood t on t.id::text = e.content #>> '{data,otherIssueId}'
  where e.kind = 'event' and e.content ->> 'name' = 'issue.merged' and t.facts ->> 'mergedIntoId' is not null
  order by t.id, e.recorded_at desc
),
-- Each field's values in order: at the opening (0), as told (1), and how it stood at the end (2).
steps as (
  select t.id as issue_id, 0 as part, t.opened_at as at, 0 as seq,
    coalesce(m.author_kind, case when t.first_contact_at is null then 'unknown' else 'customer' end) as by_kind,
    case when m.author_kind is not null then m.author_id
      when t.first_contact_at is not null then t.customer_id::text end as by_id,
    coalesce(m.author_name, '') as by_name, f.key, f.value
  from stood t left join first_message m on m.issue_id = t.id, lateral jsonb_each(t.facts || jsonb_build_object(
    'ownerId', null, 'teamId', null, 'mergedIntoId', null,
    'status', case when coalesce(m.direction = 'out', t.first_contact_at is null)
      then 'waiting_on_customer' else 'open' end)) as f
  union all
  select issue_id, 1, recorded_at, seq, case when name = 'issue.woken' then 'timer' else author_kind end,
    case when name = 'issue.woken' then 'snooze' else author_id end, author_name, 'status', to_jsonb(became)
  from statuses
  union all
  select issue_id, 1, recorded_at, seq, author_kind, author_id, author_name, key, value
  from said, lateral jsonb_each(case when name in ('issue.assigned', 'issue.handed_over') then data end)
  where key in ('ownerId', 'teamId')
  union all
  select m.issue_id, 1, recorded_at, 0, author_kind, author_id, author_name, 'mergedIntoId', t.facts -> 'mergedIntoId'
  from merges m join stood t on t.id = m.issue_id
  union all
  select t.id, 2,
    case when t.facts ->> 'status' = 'resolved' then coalesce(t.resolved_at, t.last_activity_at)
      else t.last_activity_at end,
    0, coalesce(r.kind, 'unknown'), r.id, coalesce(r.name, ''), f.key, f.value
  from stood t, lateral jsonb_each(t.facts) as f,
    lateral (select case when f.key = 'status' and f.value = '"resolved"' then t.resolved_by else '{}' end) as a (author),
    lateral jsonb_to_record(coalesce(a.author, '{}')) as r (kind text, id text, name text)
),
changed as (
  select * from (
    select *, lag(value) over (partition by issue_id, key order by part, at, seq) as was from steps) as s
  where part = 0 or value is distinct from was
),
changes as (
  select issue_id, part, at, seq, by_kind, by_id, by_name,
    case when part > 0 then jsonb_object_agg(key, was) end as was, jsonb_object_agg(key, value) as became
  from changed group by issue_id, part, at, seq, by_kind, by_id, by_name
)
select c.issue_id, 1 - row_number() over (partition by c.issue_id order by part desc, c.at desc, seq desc), t.customer_id,
  -- Time goes forward along a history, whatever was moved here from elsewhere.
  least(max(c.at) over (partition by c.issue_id order by part, c.at, seq), t.until),
  by_kind, by_id, by_name, was, became
from changes c join stood t on t.id = c.issue_id;

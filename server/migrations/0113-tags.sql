-- rolling: yes
-- What issues are sorted by. A tag that was merged into another or deleted keeps its row, and issues keep its id: so
-- both can be undone exactly, and neither writes to a single issue.
create table tags (
  id uuid primary key,
  name text not null,
  -- The name as it is compared; see `tagKey`.
  key text not null,
  colour text not null,
  description text not null,
  archived_at timestamptz,
  merged_into_id uuid,
  deleted_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
-- No two that can be chosen have the same name.
create unique index tags_by_key on tags (key) where merged_into_id is null and deleted_at is null;
-- "Which tags were merged into this one?"
create index tags_by_merge on tags (merged_into_id) where merged_into_id is not null;

alter table issues add column tag_ids uuid[] not null default '{}';

create function keep_issue_tags() returns trigger language plpgsql as $$
begin
  insert into issue_changes (issue_id, seq, customer_id, at, by_kind, by_id, by_name, was, became)
  select new.id,
    1 + greatest(0, (select max(seq) from issue_changes where issue_id = new.id)),
    new.customer_id,
    coalesce((writing ->> 'at')::timestamptz, clock_timestamp()),
    coalesce(writing #>> '{by,kind}', 'unknown'), writing #>> '{by,id}', coalesce(writing #>> '{by,name}', ''),
    jsonb_build_object('tagIds', to_jsonb(old.tag_ids)), jsonb_build_object('tagIds', to_jsonb(new.tag_ids))
  from (select case when new.last_write is distinct from old.last_write then new.last_write end as writing) as written;
  return null;
end $$;
create trigger issues_keep_tags after update of tag_ids on issues for each row
  when (old.tag_ids is distinct from new.tag_ids)
  execute function keep_issue_tags();

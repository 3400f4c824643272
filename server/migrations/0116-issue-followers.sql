-- rolling: yes
-- Members of staff who are notified of what happens on an issue, also when it is assigned to somebody else.
create table issue_followers (
  issue_id uuid not null,
  staff_id uuid not null,
  since timestamptz not null,
  primary key (issue_id, staff_id)
);
-- "Which issues do I follow?"
create index issue_followers_by_staff on issue_followers (staff_id, issue_id);

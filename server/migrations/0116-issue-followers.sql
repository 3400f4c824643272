-- rolling: yes
-- Members of staff who want to hear of what happens on an issue, whoever has it.
create table issue_followers (
  issue_id uuid not null,
  staff_id uuid not null,
  since timestamptz not null,
  primary key (issue_id, staff_id)
);
-- "Which issues do I follow?"
create index issue_followers_by_staff on issue_followers (staff_id, issue_id);

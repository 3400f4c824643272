-- The active issues of one person or team, read without walking past all that they have ever resolved: somebody who
-- has left, or a team that was closed, has many of those and hardly any other.
create index issues_active_by_owner on issues (owner_id, last_activity_at desc, id desc)
  where status in ('open', 'waiting_on_us', 'waiting_on_customer') and merged_into_id is null and owner_id is not null;
create index issues_active_by_team on issues (team_id, last_activity_at desc, id desc)
  where status in ('open', 'waiting_on_us', 'waiting_on_customer') and merged_into_id is null and team_id is not null;

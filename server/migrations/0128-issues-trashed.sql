-- rolling: yes
-- The list of the trash, and "is anything in it?" for the search: few rows, and an issue that is not in it costs nothing.
create index concurrently issues_trashed on issues (last_activity_at, id) where trashed_at is not null;

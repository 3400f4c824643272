-- A message may be held for a few seconds, so that its author can take it back.
alter table deliveries add column hold_until timestamptz;
-- How its issue stood before, for as long as that matters.
alter table deliveries add column issue_before jsonb;

-- Texts that are written again and again.
create table saved_replies (
  id uuid primary key,
  name text not null,
  -- What is typed after a slash to find it at once.
  shortcut text,
  text text not null,
  html text not null default '',
  -- Null: everybody's. Else this person's own.
  owner_id uuid,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create unique index saved_replies_by_name on saved_replies (coalesce(owner_id, '00000000-0000-0000-0000-000000000000'), lower(name));

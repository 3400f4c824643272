-- A way to look at the inbox that somebody gave a name: a filter and an order.
create table saved_views (
  id uuid primary key,
  -- Whoever made it. Their own views only they see; a shared one everybody.
  staff_id uuid not null,
  shared boolean not null default false,
  name text not null,
  filter jsonb not null,
  sort text not null check (sort in ('newest', 'oldest')),
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index saved_views_by_staff on saved_views (staff_id);
create index saved_views_shared on saved_views (id) where shared;

-- Only the few that press, so that ordinary issues do not pay for it: a view of the urgent ones is a walk along it.
create index issues_pressing on issues (priority, last_activity_at desc, id desc)
  where status in ('open', 'waiting_on_us', 'waiting_on_customer') and merged_into_id is null
    and priority in ('high', 'urgent');

-- How somebody likes to work, wherever they sign in: language, density, what they want to be told.
create table staff_preferences (
  staff_id uuid primary key references staff on delete cascade,
  preferences jsonb not null,
  updated_at timestamptz not null
);

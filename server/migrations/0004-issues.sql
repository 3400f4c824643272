create sequence issue_numbers;

create table issues (
  id uuid primary key,
  -- The record it was opened on. After a merge it shows on the canonical thread, and an undo takes it back.
  customer_id uuid not null,
  number bigint not null default nextval('issue_numbers'),
  subject text not null,
  topic text,
  status text not null check (status in ('open', 'waiting_on_us', 'waiting_on_customer', 'snoozed', 'resolved')),
  priority text not null default 'normal' check (priority in ('low', 'normal', 'high', 'urgent')),
  owner_id uuid,
  team_id uuid,
  custom_fields jsonb not null default '{}',
  first_channel_id uuid,
  current_channel_id uuid,
  opened_at timestamptz not null,
  first_contact_at timestamptz,
  last_contact_at timestamptz,
  last_activity_at timestamptz not null,
  last_text text not null default '',
  snoozed_until timestamptz,
  resolved_at timestamptz,
  resolved_by jsonb,
  reopen_count integer not null default 0,
  merged_into_id uuid,
  likely_issue_id uuid,
  likely_reason text,
  -- What it is about, for "is this the same matter?": words and entities with how often each was seen.
  matter jsonb not null default '{}',
  version bigint not null default 1
);
create unique index issues_by_number on issues (number);
-- Every inbox view is one of these, read from its end: no sort, no matter how many issues there are.
create index issues_active on issues (last_activity_at desc, id desc)
  where status in ('open', 'waiting_on_us', 'waiting_on_customer') and merged_into_id is null;
create index issues_unassigned on issues (last_activity_at desc, id desc)
  where status in ('open', 'waiting_on_us', 'waiting_on_customer') and merged_into_id is null and owner_id is null;
create index issues_by_owner on issues (owner_id, last_activity_at desc, id desc)
  where merged_into_id is null and owner_id is not null;
create index issues_by_team on issues (team_id, last_activity_at desc, id desc)
  where merged_into_id is null and team_id is not null;
create index issues_by_status on issues (status, last_activity_at desc, id desc) where merged_into_id is null;
create index issues_all on issues (last_activity_at desc, id desc) where merged_into_id is null;
-- A customer's issues, newest first; also what choosing an issue reads under the customer's lock.
create index issues_by_customer on issues (customer_id, last_activity_at desc);
create index issues_to_wake on issues (snoozed_until) where status = 'snoozed';

-- Customer-initiated sessions on one channel: the unit of the journey metrics.
create table contacts (
  id uuid primary key,
  customer_id uuid not null,
  issue_id uuid not null,
  channel_id uuid not null,
  identity_id uuid,
  started_at timestamptz not null,
  last_entry_at timestamptz not null,
  ended_at timestamptz,
  entry_count integer not null default 1
);
create index contacts_by_issue on contacts (issue_id, started_at);
create index contacts_running on contacts (customer_id, channel_id) where ended_at is null;
create index contacts_to_end on contacts (last_entry_at) where ended_at is null;

-- What a participant can name to say which issue is meant: Message-IDs for mail, and whatever other channels quote.
-- Kept per customer: a reference never reaches across customers.
create table issue_references (
  customer_id uuid not null,
  reference text not null,
  issue_id uuid not null,
  primary key (customer_id, reference)
);
create index issue_references_by_issue on issue_references (issue_id);
-- "Whose is this Message-ID?" for suggestions only: a hit on another customer's thread joins nothing.
create index issue_references_by_reference on issue_references (reference);

-- rolling: yes
-- When somebody moved an issue to the trash, who, and how it stood before. As with spam, an issue is in the trash only while it
-- is resolved: whatever opens it again, also an older node, takes it out.
alter table issues add column trashed_at timestamptz;
alter table issues add column trashed_by jsonb;
alter table issues add column status_before_trash text;

-- Domains of which nothing is received, subdomains included. Older nodes know of none and let it in until they are replaced.
create table blocked_domains (
  domain text primary key,
  reason text not null,
  blocked_at timestamptz not null,
  blocked_by jsonb not null
);
create index blocked_domains_newest on blocked_domains (blocked_at, domain);

-- Who blocked a single address, when and why. That it is blocked says `identities.blocked` alone: a row of an address that
-- is not blocked any more means nothing. Of what was blocked before, and by older nodes, no more is known.
create table identity_blocks (
  identity_id uuid primary key,
  blocked_at timestamptz not null,
  blocked_by jsonb,
  reason text
);
create index identity_blocks_newest on identity_blocks (blocked_at, identity_id);
insert into identity_blocks (identity_id, blocked_at)
select id, last_seen_at from identities where blocked and detached_at is null;

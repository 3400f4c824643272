-- Who: customers, their addresses, and the evidence that ties them together.

create table customers (
  id uuid primary key,
  display_name text,
  -- The record that stands for this one after a merge; null while it stands for itself. Derived from
  -- customer_merges and kept here because every contact looks it up.
  canonical_id uuid references customers (id),
  -- The thread's counter. Appending takes this row's lock, so seq has no gaps and no two writers share one.
  last_seq bigint not null default 0,
  -- Strictly rising per thread, so that merged threads interleave by time without ties.
  last_recorded_at timestamptz not null default '-infinity',
  attributes jsonb not null default '{}',
  created_at timestamptz not null,
  updated_at timestamptz not null
);
-- "Which records does this customer stand for?" Few rows are merged, so the index holds only those.
create index customers_by_canonical on customers (canonical_id) where canonical_id is not null;
create index customers_by_created on customers (created_at desc, id desc);

create table identities (
  id uuid primary key,
  customer_id uuid not null references customers (id),
  kind text not null,
  -- Empty for addresses that mean the same everywhere (email, phone); the channel's id for handles that mean
  -- somebody only there; the claimant's channel for claims.
  scope text not null default '',
  value text not null,
  label text,
  assurance text not null check (assurance in
    ('claimed', 'asserted', 'domain-authenticated', 'possession-proven', 'host-authenticated')),
  provenance text not null check (provenance in ('inbound', 'staff', 'api', 'import', 'host')),
  shared boolean not null default false,
  blocked boolean not null default false,
  undeliverable_since timestamptz,
  undeliverable_reason text,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null
);
-- One holder per address. Claims stand outside: anybody may claim anything, and it proves nothing.
create unique index identities_by_value on identities (kind, value, scope) where assurance <> 'claimed';
create unique index identities_by_claim on identities (kind, value, scope, customer_id) where assurance = 'claimed';
create index identities_by_customer on identities (customer_id);

-- Values that identify nobody ("unknown", a withheld number): never matched, never attached.
create table blocked_values (
  kind text not null,
  value text not null,
  reason text not null,
  primary key (kind, value)
);

-- Append-only evidence: what was tied to whom, by whom, why. Nothing is ever rewritten here.
create table identity_links (
  id uuid primary key,
  at timestamptz not null,
  action text not null check (action in ('attach', 'detach', 'raise', 'drop', 'merge', 'undo')),
  customer_id uuid not null references customers (id),
  other_customer_id uuid references customers (id),
  identity_id uuid,
  merge_id uuid,
  actor jsonb not null,
  reason text not null
);
create index identity_links_by_customer on identity_links (customer_id, at);

-- The merges form a forest: an edge from the record that stayed to the record that joined. Undoing takes one edge
-- out, in any order; what each customer stands for is computed from the edges that are left.
create table customer_merges (
  id uuid primary key,
  customer_id uuid not null references customers (id),
  other_customer_id uuid not null references customers (id),
  reason text not null,
  merged_by jsonb not null,
  merged_at timestamptz not null,
  undone_by jsonb,
  undone_at timestamptz
);
create unique index customer_merges_active on customer_merges (other_customer_id) where undone_at is null;
create index customer_merges_by_customer on customer_merges (customer_id);

create extension if not exists pg_trgm;
-- Finds people by a part of a name or an address.
create index customers_by_name on customers using gin (display_name gin_trgm_ops);
create index identities_by_part on identities using gin (value gin_trgm_ops);

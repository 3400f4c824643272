-- Who: customers, their addresses, and the evidence that ties them together.

create table customers (
  id uuid primary key,
  display_name text,
  -- The name without case and accents, as it is searched: whoever types "kovacs" means Kovács too.
  folded_name text generated always as (
    lower(regexp_replace(normalize(display_name, NFKD), '[\u0300-\u036f]', '', 'g'))
  ) stored,
  -- The record that stands for this one after a merge; null while it stands for itself. Derived from
  -- customer_merges and kept here because every contact looks it up.
  canonical_id uuid references customers (id),
  -- How many other records it stands for: 0 for nearly all, and appending to those needs no second look. It is on
  -- the row itself, because whoever waited for the row's lock sees the row as it is now but others as they were.
  joined_count integer not null default 0,
  -- The counter of the record's own entries. Appending takes this row's lock, so seq has no gaps and no two writers
  -- share one.
  last_seq bigint not null default 0,
  -- When the newest of the record's own entries was recorded. Entries rise strictly in time over all records of one
  -- canonical thread, so that they interleave without ties.
  last_recorded_at timestamptz not null default '-infinity',
  attributes jsonb not null default '{}',
  created_at timestamptz not null,
  updated_at timestamptz not null
)
-- Every entry updates its customer's row: room on the page keeps the new version beside the old one, off the indexes.
with (fillfactor = 80);
-- "Which records does this customer stand for?" Few rows are merged, so the index holds only those.
create index customers_by_canonical on customers (canonical_id) where canonical_id is not null;
-- The list of customers, newest first.
create index customers_by_created on customers (created_at desc, id desc) where canonical_id is null;

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
  last_seen_at timestamptz not null,
  -- Detached: it finds nobody any more and is shown only beside the entries that came through it.
  detached_at timestamptz
) with (fillfactor = 90);
-- One holder per address. Claims stand outside: anybody may claim anything, and it proves nothing.
create unique index identities_by_value on identities (kind, value, scope)
  where assurance <> 'claimed' and detached_at is null;
create unique index identities_by_claim on identities (kind, value, scope, customer_id)
  where assurance = 'claimed' and detached_at is null;
create index identities_by_customer on identities (customer_id);
-- For likely duplicates: the name in a mail address without its tag and dots, and the end of a phone number.
create index identities_by_mail_name
  on identities ((regexp_replace(split_part(split_part(value, '@', 1), '+', 1), '[._-]', '', 'g')))
  where kind = 'email' and detached_at is null;
create index identities_by_phone_end on identities ("right"(value, 8))
  where kind = 'phone' and detached_at is null;

-- Values that identify nobody ("unknown", a withheld number): never matched, never attached.
create table blocked_values (
  kind text not null,
  value text not null,
  reason text not null,
  primary key (kind, value)
);
-- What telephone networks and providers say when they do not say who calls.
insert into blocked_values (kind, value, reason)
select 'phone', value, 'The caller''s number is withheld or not known.'
from unnest(array[
  'anonymous', 'blocked', 'no-caller-id', 'not provided', 'private', 'restricted', 'unavailable', 'unknown', 'withheld',
  -- The same words as one large provider spells them on a keypad.
  '+266696687', '+7378742833', '+2562533', '+8656696', '+86282452253'
]) as value;

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
create index customers_by_name on customers using gin (folded_name gin_trgm_ops);
-- In lower case, which also keeps this index from being taken for finding a whole value: that is slow.
create index identities_by_part on identities using gin (lower(value) gin_trgm_ops) where detached_at is null;
-- By a whole value of any attribute, such as an order number. Most customers have none.
create index customers_by_attribute on customers using gin (attributes) where attributes <> '{}';

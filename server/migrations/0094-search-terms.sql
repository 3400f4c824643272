-- rolling: yes
-- A read model fed by events: what each entry is found by (`record/timeline/search`). Takes the place of `entry_words`,
-- which older nodes still write and which a later version drops.
create table entry_terms (
  entry_id uuid primary key,
  customer_id uuid not null,
  recorded_at timestamptz not null,
  -- The part of the index that it is in: each term begins with its number.
  segment integer not null,
  terms tsvector not null
);
-- Each search would read all that waits in a list of what is new, once for each segment.
create index entry_terms_by_term on entry_terms using gin (terms) with (fastupdate = off);
create index entry_terms_by_time on entry_terms (recorded_at desc, entry_id desc);

-- The entries that were recorded at `from_at` or later, up to the beginning of the next: some ten thousands each, so that a
-- search looks at the newest first and at the others only when it has to.
create table search_segments (
  number integer primary key,
  from_at timestamptz not null unique,
  entries integer not null default 0
);
insert into search_segments (number, from_at) values (0, '-infinity');

-- The entries that were there before this table are indexed in the background, newest first: what is left are those up to
-- this id. No row: all are indexed.
create table search_backlog (
  only_one boolean primary key default true check (only_one),
  up_to_id uuid not null,
  -- What was recorded at this time or later is indexed.
  done_from timestamptz not null
);
insert into search_segments (number, from_at) select 1, now() from entries limit 1;
insert into search_backlog (up_to_id, done_from) select id, now() from entries order by id desc limit 1;

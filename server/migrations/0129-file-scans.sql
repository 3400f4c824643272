-- rolling: yes
-- What ClamAV says of the bytes of a file, once for all attachments with the same bytes. A row is there from the moment at
-- which they are to be scanned; none: nothing has asked.
create table file_scans (
  sha256 text primary key,
  -- What is known of them: waiting, clean, infected, too_large.
  state text not null,
  -- While they wait.
  tries integer not null default 0,
  next_try_at timestamptz not null,
  -- Why the last try gave no verdict: unreachable, failed (with what clamd said), or missing.
  problem text,
  said text,
  -- What was found in them, as clamd calls it.
  finding text,
  scanned_at timestamptz,
  -- By somebody who decided that they may be opened all the same.
  released_at timestamptz,
  released_by text,
  release_reason text,
  -- The bytes were deleted.
  removed_at timestamptz,
  -- What follows from the verdict (the screens, what waits to be sent) is still to be said.
  is_to_tell boolean not null default false
);
-- Whose turn it is.
create index file_scans_waiting on file_scans (next_try_at) where state = 'waiting';
create index file_scans_to_tell on file_scans (sha256) where is_to_tell;
-- For the number of infected ones.
create index file_scans_infected on file_scans (scanned_at) where state = 'infected';

-- Since when files are scanned here; no row: they never were.
create table file_scanning (
  only_one boolean primary key default true,
  since timestamptz not null,
  -- The nodes that started last scan.
  is_on boolean not null,
  -- Files that are older than this attachment have still to be queued; null: all have been.
  older_than uuid
);

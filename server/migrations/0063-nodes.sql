-- The processes that run now. Each says every few seconds that it is there. Unlogged: it is about this moment, is empty
-- after a crash of the database, and each node then writes its row again. Backups leave unlogged tables out.
create unlogged table nodes (
  id uuid primary key,
  name text not null,
  version text not null,
  services text[] not null,
  -- What the node writes under its id into the file store: a node that reads it there has the same store.
  mark text not null,
  started_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  -- When the node had read the marks of all nodes that had proven themselves before it. Null: it takes no work yet.
  proven_at timestamptz,
  -- What is wrong, in a sentence.
  problem text
);

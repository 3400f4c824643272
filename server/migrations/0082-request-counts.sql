-- rolling: yes
-- How often somebody has asked in a minute, at each node: limits hold over all nodes together. Only who has used up a tenth
-- of a limit is here. Unlogged: after a crash of the database each node goes on with what it knows.
create unlogged table request_counts (
  -- Minutes since 1970.
  minute integer not null,
  -- A digest of the limit and who asked.
  counted text not null,
  node_id uuid not null,
  count integer not null,
  primary key (minute, counted, node_id)
);

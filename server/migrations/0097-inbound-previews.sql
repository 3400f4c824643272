-- rolling: yes
-- What staff see of a message that was set aside: who wrote it, about what, and how it begins. A table of its own, so that
-- the index that finds its words costs the messages nothing that go to a thread.
create table inbound_previews (
  inbound_id uuid primary key,
  sender text not null,
  subject text not null,
  beginning text not null,
  -- The three in lower case and without accents.
  search text not null
);
create index inbound_previews_by_words on inbound_previews using gin (search gin_trgm_ops);

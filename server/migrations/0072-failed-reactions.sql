-- rolling: yes
-- What a reaction has yet to do about an event: it failed there, or waits behind an event of the same subject at which it
-- failed. Empty while all is well. Copies of events, so that pruning them takes nothing away from here.
create table failed_reactions (
  id uuid primary key,
  -- The name of the reaction in the table of reactions.
  reaction text not null,
  -- Whose events the reaction takes in order: a customer's, or those of one type that are about none.
  subject text not null,
  -- The place of the event in the feed.
  xid xid8 not null,
  position bigint not null,
  event jsonb not null,
  state text not null check (state in ('waiting', 'set_aside')),
  -- How often it has failed. 0: it waits behind another, or had no try that counts.
  tries integer not null,
  -- After how many further failures it is set aside.
  tries_left integer not null,
  -- The beginning of what the last failure said. Null before the first try.
  error text,
  -- When it came here.
  failed_at timestamptz not null,
  next_try_at timestamptz not null,
  -- When it was set aside last.
  set_aside_at timestamptz
);
-- One share of an event for each reaction, however often the event is read.
create unique index failed_reactions_of_event on failed_reactions (position, reaction);
-- The queue of each reaction and subject: its first is tried, the others wait behind it.
create index failed_reactions_waiting on failed_reactions (reaction, subject, xid, position) where state = 'waiting';
-- Asked for every batch of events: which of their subjects wait.
create index failed_reactions_of_subject on failed_reactions (subject, reaction) where state = 'waiting';
-- For the list, newest first.
create index failed_reactions_newest on failed_reactions (failed_at, id);
-- For numbers and the alert, without a walk through the table.
create index failed_reactions_set_aside on failed_reactions (reaction) where state = 'set_aside';

-- The outbox: what happened, written in the transaction in which it happened.
create table events (
  position bigint generated always as identity primary key,
  -- The writing transaction. The global feed reads only below the oldest transaction still running, so that a row
  -- that commits late is never skipped.
  xid xid8 not null default pg_current_xact_id(),
  id uuid not null,
  type text not null,
  at timestamptz not null,
  -- The canonical customer at that time, whose row lock the writer held: per customer, position is commit order.
  customer_id uuid,
  issue_id uuid,
  entry_id uuid,
  data jsonb not null default '{}'
);
create index events_in_commit_order on events (xid, position);
create index events_by_customer on events (customer_id, position) where customer_id is not null;

-- How far each consumer has read. Moved in the transaction that does what the events ask for.
create table event_cursors (
  consumer text primary key,
  xid xid8 not null,
  position bigint not null
);

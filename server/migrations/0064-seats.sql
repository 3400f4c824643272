-- The tabs of people who work, on whichever node, and the thread that each looks at. Unlogged, like the nodes: it is
-- about this moment, and each node writes its own again. They go with their node.
create unlogged table seats (
  id uuid primary key,
  node_id uuid not null references nodes on delete cascade,
  staff_id uuid not null,
  name text not null,
  -- False: a program, which is never shown to customers as somebody who is there.
  is_person boolean not null,
  -- Null: at work, and at no thread.
  customer_id uuid,
  typing_until timestamptz,
  -- A note is being written, which is nothing to tell the customer.
  is_private boolean not null
);
-- What a node writes is compared with what it wrote.
create index seats_of_node on seats (node_id);

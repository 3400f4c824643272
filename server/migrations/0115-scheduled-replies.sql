-- rolling: yes
-- Replies that wait for their time; the timer of each has its id as key. Sent or cancelled, it is gone from here.
create table scheduled_replies (
  id uuid primary key,
  customer_id uuid not null,
  issue_id uuid not null,
  staff_id uuid not null,
  staff_name text not null,
  echo_id text not null,
  message jsonb not null,
  -- What its author's desk needs to edit it again.
  draft jsonb,
  send_at timestamptz not null,
  only_if_unanswered boolean not null,
  -- What the customer wrote afterwards, its author did not know.
  since timestamptz not null,
  -- Why and when it was not sent; null while it waits.
  held_back jsonb,
  created_at timestamptz not null
);
-- "What waits on this thread?"
create index scheduled_replies_by_customer on scheduled_replies (customer_id);
-- The same of one author twice is one.
create unique index scheduled_replies_by_echo on scheduled_replies (staff_id, echo_id);

-- When the next attempt is due, of a message that could not be handed over; null: now.
alter table deliveries add column next_attempt_at timestamptz;
-- Attempts since it was written or sent again, and when the first of them was made: from these come pause and end.
alter table deliveries add column tries integer not null default 0;
alter table deliveries add column trying_since timestamptz;
-- Messages that were waiting for a further attempt when this was installed go on where they were.
update deliveries set tries = attempts, trying_since = created_at where state in ('queued', 'sending') and attempts > 0;
-- For the sweep that hands out retries that are due.
create index deliveries_retried on deliveries (next_attempt_at) where state = 'queued' and attempts > 0;

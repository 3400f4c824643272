-- rolling: from 0.1.0
-- A message may also be kept: it has not left, because its channel has no way out. The code alone says which states there are.
alter table deliveries drop constraint deliveries_state_check;
-- Copies that did not arrive, each with what was said of it. Null: none.
alter table deliveries add column failed_copies jsonb;

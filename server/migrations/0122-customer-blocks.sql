-- rolling: yes
-- A person who is blocked, on each record that stood for them when that was said. Whatever would come onto a thread of
-- which any record is blocked is set aside. Older nodes know of no block and let it in until they are replaced.
alter table customers add column blocked_at timestamptz;
alter table customers add column blocked_by jsonb;
alter table customers add column blocked_reason text;

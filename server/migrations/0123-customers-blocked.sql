-- rolling: yes
-- "Is any record of this thread blocked?", and "Who is?": tiny, and costs a message of anybody else nothing.
create index concurrently customers_blocked on customers ((coalesce(canonical_id, id))) where blocked_at is not null;

-- rolling: yes
-- "Did others get a blind copy of a mail to this address?" Asked of every answer to our mail; only those are in the index.
create index concurrently entries_blind_copied on entries (identity_id) where content -> 'bcc' is not null;

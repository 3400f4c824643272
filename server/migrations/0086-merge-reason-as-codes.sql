-- rolling: from 0.1.0
-- `reason` as codes with their values, for screens in other languages. Null where an older version wrote it, and where a person did.
alter table customer_merges add column reason_words jsonb;

-- rolling: from 0.1.0
-- `undeliverable_reason` as codes with their values, for screens in other languages. Null where an older version wrote it.
alter table identities add column undeliverable_words jsonb;

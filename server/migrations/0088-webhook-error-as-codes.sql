-- rolling: from 0.1.0
-- `last_error` as codes with their values, for screens in other languages. Null where an older version wrote it.
alter table webhook_deliveries add column last_error_words jsonb;

-- rolling: from 0.1.0
-- `likely_reason` as codes with their values, for screens in other languages. Null where an older version wrote it.
alter table issues add column likely_words jsonb;

-- rolling: from 0.1.0
-- `sentence` as codes with their values, for screens in other languages. Null where an older version wrote it.
alter table inbound add column words jsonb;

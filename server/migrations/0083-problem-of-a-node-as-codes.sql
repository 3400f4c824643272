-- rolling: from 0.1.0
-- `problem` as codes with their values, for screens in other languages. Null where an older version wrote it.
alter table nodes add column problem_words jsonb;

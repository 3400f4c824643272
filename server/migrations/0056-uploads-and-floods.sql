-- What visitors stored, added up by five minutes: for one network address, one channel (`scope`, `subject`), and all of
-- them. An upload is let in by what came within the last hour, which is some dozens of these rows however many files
-- there were. `upload_admissions` holds only what is on its way.
create table upload_sums (
  scope text not null,
  subject text not null,
  began_at timestamptz not null,
  bytes bigint not null,
  -- Read by scope and subject for the last hour.
  primary key (scope, subject, began_at)
);
-- For pruning.
create index upload_sums_by_time on upload_sums (began_at);

insert into upload_sums (scope, subject, began_at, bytes)
select scope, subject, to_timestamp(floor(extract(epoch from admitted_at) / 300) * 300), sum(size_bytes)
from upload_admissions, lateral (values ('address', address), ('channel', channel_id::text), ('all', '')) as of_it (scope, subject)
where is_stored and address is not null and channel_id is not null
group by 1, 2, 3;
delete from upload_admissions where is_stored;

-- What is on its way now is added up before each upload, and what should be over is pruned.
drop index upload_admissions_by_time;
create index upload_admissions_by_end on upload_admissions (over_at);

-- When the first of a window was refused: a flood is shown to begin then, not with its window.
alter table visitor_counts add column first_refused_at timestamptz;
-- For pruning: the primary key begins with the channel.
create index visitor_counts_by_time on visitor_counts (began_at);

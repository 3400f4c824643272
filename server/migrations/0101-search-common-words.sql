-- rolling: yes
-- Which entries of a segment hold what many of them hold (`record/timeline/search`): a bit for each entry, in one order for
-- the whole segment. So a search passes over segments in which two such words never meet.
create table search_common_words (
  segment integer not null,
  word text not null,
  held bit varying not null,
  primary key (word, segment)
);
-- How many entries the segment had when its words were noted: as long as it has as many, they hold.
alter table search_segments add column noted_entries integer;

-- rolling: yes
-- Since when the customer has waited for our answer: of several messages without an answer, the time of the first. Null
-- where an older version wrote: then it is the time of the last one.
alter table issues add column waiting_since timestamptz;

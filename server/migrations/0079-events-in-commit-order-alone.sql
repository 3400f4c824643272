-- rolling: from 0.1.0
-- Events are read in commit order (events_in_commit_order) or by customer (events_by_customer). By position alone only
-- pruning and the ends of the feed did, which go by commit order now: an index less for every event.
alter table events drop constraint events_pkey;

-- rolling: from 0.1.0
-- Issues of several statuses are read as one walk along issues_by_status for each, and merged. So a message that moves
-- its issue to the top of the lists writes to two indexes less. Older nodes sort what they list of all statuses.
drop index issues_active;
drop index issues_all;

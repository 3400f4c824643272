-- rolling: from 0.1.0
-- Two indexes that every message wrote to, and that nothing needs. Older nodes find the same rows by a longer walk.

-- Silent contacts are found among the running ones, of which there are few (contacts_running). A contact that goes on
-- changes no indexed column now, so its new version stays beside the old one (HOT).
drop index contacts_to_end;

-- The references of an issue are looked for among its customer's own (the primary key).
drop index issue_references_by_issue;

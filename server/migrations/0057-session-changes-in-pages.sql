-- "Which sessions changed since I last looked?", asked by every node a few times a second, in pages: a page begins
-- after the session at which the one before ended.
create index visitor_sessions_by_change_and_id on visitor_sessions (changed_xid, id) where changed_xid is not null;
drop index visitor_sessions_by_change;

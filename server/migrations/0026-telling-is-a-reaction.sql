-- Telling staff is a row of the table of reactions now, and has no place of its own in the feed any more. Whichever of
-- the two was behind is where both go on: what is done twice then is done once all the same (an automatic answer, a
-- mail of the chat), or told twice at worst; nothing is left out. A cursor without a consumer would keep old events for
-- ever.
update event_cursors as reactions set xid = told.xid, position = told.position
  from event_cursors as told
  where reactions.consumer = 'reactions' and told.consumer = 'notifications'
    and (told.xid, told.position) < (reactions.xid, reactions.position);
delete from event_cursors where consumer = 'notifications';

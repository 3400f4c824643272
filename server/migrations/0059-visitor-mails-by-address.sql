-- To which address a mail of a chat went: many visitors may give the same one, and the limit is the address's.
alter table visitor_mails add column address text;
-- How many mails of chats an address got lately.
create index visitor_mails_by_address on visitor_mails (address, at);
drop index visitor_mails_by_identity;

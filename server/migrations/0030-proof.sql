-- What proves an address: docs/decisions/0008-what-proves-an-address.md.

-- Messages that answered a mail of ours and carried its token, from the address that the mail was made for. Written with
-- the entry and never changed: what a visitor's device is shown must not follow when staff move entries or merge issues.
create table proven_answers (
  entry_id uuid primary key,
  -- The issue of the mail that was answered, as it stood then.
  issue_id uuid not null
);

-- A claimed address whose owner took part in a conversation of the record that claims it. The address is not the
-- record's by that: it counts only together with the host's word for the same address.
alter table identities add column answered_at timestamptz;

-- "Did others get a copy of a mail to this address, or from it?" Asked of every answer to our mail; only mails with
-- copies are in the index.
create index entries_copied on entries (identity_id)
  where content -> 'cc' <> '[]'::jsonb or content #> '{to,1}' is not null;

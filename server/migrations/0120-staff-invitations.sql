-- rolling: yes
-- One for each person who was invited and has not signed in yet. Of the link's token only a hash is kept; null: revoked.
create table staff_invitations (
  staff_id uuid primary key references staff (id) on delete cascade,
  token_hash bytea,
  -- The last mail was made then: a limit on how often one is sent.
  made_at timestamptz not null,
  expires_at timestamptz not null,
  -- When a mail server took the mail; null while it is on its way, and when none did.
  sent_at timestamptz,
  -- Why none did, as a sentence and its codes.
  failure jsonb
);
-- "Whose link is this?", asked by strangers.
create unique index staff_invitations_by_token on staff_invitations (token_hash);

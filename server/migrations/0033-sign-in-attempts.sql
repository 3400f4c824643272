-- How often was tried to sign in, per account and address: a row counts the tries of one window. It is raised before a
-- password or a code is looked at, so that parallel tries, on whatever node, cannot pass the limit together.
create table sign_in_attempts (
  -- A digest of what is counted: what strangers type into the form is not kept.
  key bytea primary key,
  count integer not null,
  -- When the window ends, and the row counts for nothing.
  until timestamptz not null,
  -- Whether "many failed sign-ins" was written to the audit log in this window.
  noticed boolean not null default false
) with (fillfactor = 70);
-- What has ended, to delete it.
create index sign_in_attempts_by_end on sign_in_attempts (until);

-- Codes of authenticator apps that were given a moment ago: each opens once.
create table staff_used_codes (
  staff_id uuid not null references staff on delete cascade,
  code text not null,
  used_at timestamptz not null,
  primary key (staff_id, code)
);
-- What is too old to be a right code again, to delete it.
create index staff_used_codes_by_time on staff_used_codes (used_at);

-- What is true of the whole installation: one row.
create table installation (
  only_row boolean primary key default true check (only_row),
  -- Given at the first start. Part of what the set-up link is signed over: that of one database opens no other.
  id uuid,
  company_name text,
  -- Which SECRET_KEY sealed what is stored here: another one could open none of it.
  secret_key_id text,
  created_at timestamptz not null default now()
);
insert into installation default values;

create table staff (
  id uuid primary key,
  name text not null,
  -- In lower case: one person, however it is typed.
  email text not null unique check (email = lower(email)),
  email_verified boolean not null default false,
  image text,
  role text not null,
  active boolean not null default true,
  two_factor_enabled boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table staff_sessions (
  id uuid primary key,
  staff_id uuid not null references staff on delete cascade,
  -- Worth nothing alone: the cookie carries it with a signature made by SECRET_KEY.
  token text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index staff_sessions_by_staff on staff_sessions (staff_id);

-- The ways in which a person proves who they are: a password, later other sign-in providers.
create table staff_accounts (
  id uuid primary key,
  staff_id uuid not null references staff on delete cascade,
  provider_id text not null,
  account_id text not null,
  -- A salted scrypt hash.
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (provider_id, account_id)
);
create index staff_accounts_by_staff on staff_accounts (staff_id);

-- Short-lived marks of steps that are under way, such as a sign-in that waits for its second factor.
create table staff_verifications (
  id uuid primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index staff_verifications_by_identifier on staff_verifications (identifier);

create table staff_two_factors (
  id uuid primary key,
  staff_id uuid not null unique references staff on delete cascade,
  -- Both encrypted with a key derived from SECRET_KEY.
  secret text not null,
  backup_codes text not null,
  verified boolean not null default true,
  failed_verification_count integer not null default 0,
  locked_until timestamptz
);

create table staff_presence (
  staff_id uuid primary key references staff on delete cascade,
  state text not null check (state in ('online', 'away', 'offline')),
  changed_at timestamptz not null
);

-- The roles that a company made itself; those from the first day are in the code.
create table roles (
  name text primary key,
  permissions text[] not null,
  created_at timestamptz not null
);

create table teams (
  id uuid primary key,
  name text not null,
  created_at timestamptz not null
);
create unique index teams_by_name on teams (lower(name));

create table team_members (
  team_id uuid not null references teams on delete cascade,
  staff_id uuid not null references staff on delete cascade,
  primary key (team_id, staff_id)
);
create index team_members_by_staff on team_members (staff_id);

create table skills (
  id uuid primary key,
  name text not null,
  created_at timestamptz not null
);
create unique index skills_by_name on skills (lower(name));

create table staff_skills (
  skill_id uuid not null references skills on delete cascade,
  staff_id uuid not null references staff on delete cascade,
  primary key (skill_id, staff_id)
);
create index staff_skills_by_staff on staff_skills (staff_id);

create table api_tokens (
  id uuid primary key,
  name text not null,
  role text not null,
  -- SHA-256. A token of ours holds 256 random bits, which no dictionary helps to find.
  token_hash bytea not null unique,
  created_by uuid,
  created_at timestamptz not null,
  expires_at timestamptz,
  -- To the minute.
  last_used_at timestamptz,
  -- The row stays, because entries and the audit log name it.
  revoked_at timestamptz
);

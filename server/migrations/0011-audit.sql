-- Who did what. `details` names ids and settings, never what customers wrote and never a secret.
create table audit_records (
  id uuid primary key,
  at timestamptz not null,
  actor_kind text not null check (actor_kind in ('staff', 'token', 'system', 'anonymous')),
  actor_id uuid,
  actor_name text not null,
  action text not null,
  subject_kind text not null,
  subject_id text,
  details jsonb not null default '{}',
  address text
);
-- The log is read from its end, whole or for one action. Ids are in order of time.
create index audit_records_by_action on audit_records (action, id desc);

-- Our own mistakes cannot rewrite it. Whoever owns the database still can: ship the log elsewhere if that matters.
create function refuse_audit_change() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log is append-only';
end $$;
create trigger audit_records_append_only before update or delete or truncate on audit_records
  for each statement execute function refuse_audit_change();

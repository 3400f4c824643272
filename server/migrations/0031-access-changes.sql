-- How often something changed that decides who may do what. Every node reads this small table a few times a second and,
-- when a figure is not the one it knows, asks anew who holds its open connections. A row that is updated, not a
-- sequence: a change is seen exactly when its transaction is.
create table access_changes (
  -- 'staff': people, roles, teams, tokens, sessions, passwords. 'channels': what a channel allows.
  kind text primary key,
  version bigint not null default 0
);
insert into access_changes (kind) values ('staff'), ('channels');

-- Deferred to the commit, where a transaction holds every other lock it wants: waiting for the row cannot be part of a
-- deadlock, and it is held for the length of a commit only. Once a transaction is enough, however many rows it changes.
create function note_access_change() returns trigger language plpgsql as $$
declare
  noted text := 'throughline.access_' || tg_argv[0];
begin
  if current_setting(noted, true) is distinct from pg_current_xact_id()::text then
    update access_changes set version = version + 1 where kind = tg_argv[0];
    perform set_config(noted, pg_current_xact_id()::text, true);
  end if;
  return null;
end $$;

create constraint trigger staff_access_changes after update or delete on staff
  deferrable initially deferred for each row execute function note_access_change('staff');
create constraint trigger staff_sessions_access_changes
  after update of staff_id, token, expires_at or delete on staff_sessions
  deferrable initially deferred for each row execute function note_access_change('staff');
create constraint trigger staff_accounts_access_changes after insert or update or delete on staff_accounts
  deferrable initially deferred for each row execute function note_access_change('staff');
create constraint trigger staff_two_factors_access_changes
  after insert or update of secret, backup_codes, verified or delete on staff_two_factors
  deferrable initially deferred for each row execute function note_access_change('staff');
create constraint trigger roles_access_changes after insert or update or delete on roles
  deferrable initially deferred for each row execute function note_access_change('staff');
create constraint trigger team_members_access_changes after insert or update or delete on team_members
  deferrable initially deferred for each row execute function note_access_change('staff');
-- Not when its use is written down, which happens every minute.
create constraint trigger api_tokens_access_changes
  after update of name, role, token_hash, expires_at, revoked_at or delete on api_tokens
  deferrable initially deferred for each row execute function note_access_change('staff');
-- Not when its health is written down.
create constraint trigger channels_access_changes
  after insert or update of name, settings, secrets, enabled, deleted_at or delete on channels
  deferrable initially deferred for each row execute function note_access_change('channels');

-- Visitors sign in and out far more often than staff change, so each session says for itself when it did: the
-- transaction that last changed who it belongs to or what it shows. Null until then.
alter table visitor_sessions add column changed_xid xid8;
create function note_visitor_change() returns trigger language plpgsql as $$
begin
  new.changed_xid := pg_current_xact_id();
  return new;
end $$;
create trigger visitor_sessions_changed before update on visitor_sessions for each row
  when ((old.ended_at, old.account, old.signed_in_until, old.device_identity_id, old.given_identity_ids, old.profile)
    is distinct from
    (new.ended_at, new.account, new.signed_in_until, new.device_identity_id, new.given_identity_ids, new.profile))
  execute function note_visitor_change();
-- "Which sessions changed since I last looked?", asked by every node a few times a second.
create index visitor_sessions_by_change on visitor_sessions (changed_xid) where changed_xid is not null;

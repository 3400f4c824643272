-- Set while the company's sign-in gives a linked person no role: their access is off until it gives one again. An admin
-- who changes their access clears it, so that what the admin decided stays.
alter table staff_accounts add column suspended_at timestamptz;

-- Roles from claims are read at a sign-in, so a session of a linked person ends by then, however much it is used.
alter table staff_sessions add column ends_by timestamptz;

create or replace function end_sessions_after_ninety_days() returns trigger language plpgsql as $$
begin
  new.expires_at := least(new.expires_at, new.created_at + interval '90 days', new.ends_by);
  return new;
end $$;

-- The sign-in library extends a session whenever it reads one that ends sooner than it likes, and the trigger above takes
-- that back. Then nothing has changed, and no node needs to forget whom it knows.
drop trigger staff_sessions_access_changes on staff_sessions;
create constraint trigger staff_sessions_access_changes after update on staff_sessions
  deferrable initially deferred for each row
  when ((old.staff_id, old.token, old.expires_at) is distinct from (new.staff_id, new.token, new.expires_at))
  execute function note_access_change('staff');
create constraint trigger staff_sessions_access_ends after delete on staff_sessions
  deferrable initially deferred for each row execute function note_access_change('staff');

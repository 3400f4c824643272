-- A session that is used is extended again and again; ninety days after signing in it ends all the same. Here, so that no
-- way of extending one gets around it.
create function end_sessions_after_ninety_days() returns trigger language plpgsql as $$
begin
  new.expires_at := least(new.expires_at, new.created_at + interval '90 days');
  return new;
end $$;

create trigger sessions_end before insert or update of expires_at on staff_sessions
  for each row execute function end_sessions_after_ninety_days();

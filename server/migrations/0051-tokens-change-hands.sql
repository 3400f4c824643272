-- A token does no more than the person who stands for it may: another person is a change of access like another role.
drop trigger api_tokens_access_changes on api_tokens;
create constraint trigger api_tokens_access_changes
  after update of name, role, token_hash, created_by, expires_at, revoked_at or delete on api_tokens
  deferrable initially deferred for each row execute function note_access_change('staff');

-- The person whose limits a token has. A token that was made with a token has the person of that one, however many
-- tokens are between them. Null: the first token, which the settings named, and those that were made with it.
alter table api_tokens add column stands_for uuid;

-- Where the makers lead round in a circle no person is found: such a token stands for nobody and stops working.
update api_tokens set stands_for = id;
with recursive line as (
  select id, created_by as maker from api_tokens
  union
  select line.id, token.created_by from line join api_tokens token on token.id = line.maker
)
update api_tokens set stands_for = line.maker from line
where line.id = api_tokens.id and not exists (select from api_tokens token where token.id = line.maker);

-- Another person is a change of access like another role.
drop trigger api_tokens_access_changes on api_tokens;
create constraint trigger api_tokens_access_changes
  after update of name, role, token_hash, created_by, stands_for, expires_at, revoked_at or delete on api_tokens
  deferrable initially deferred for each row execute function note_access_change('staff');

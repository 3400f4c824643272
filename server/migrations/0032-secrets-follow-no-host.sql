-- Which secrets were forgotten because a setting they are bound to was changed, and have not been given since.
alter table channels add column secrets_to_give_again text[] not null default '{}';

-- From now on a password is sent without encryption only where that was allowed. Channels that do it already go on and
-- say so in their test and their state: mail must not stop because of an upgrade. This machine's own addresses need
-- no such permission.
update channels set settings = jsonb_set(settings, '{smtp,allowUnencrypted}', 'true')
  where kind = 'email' and deleted_at is null and settings #>> '{smtp,security}' = 'none'
    and coalesce(settings #>> '{smtp,user}', '') <> ''
    and settings #>> '{smtp,host}' !~* '^(localhost|127(\.\d+){3}|::1|\[::1\])\.?$';
update channels set settings = jsonb_set(settings, '{imap,allowUnencrypted}', 'true')
  where kind = 'email' and deleted_at is null and settings #>> '{imap,security}' = 'none'
    and settings #>> '{imap,host}' !~* '^(localhost|127(\.\d+){3}|::1|\[::1\])\.?$';
update channels set settings = jsonb_set(settings, '{imap,oauth,allowUnencrypted}', 'true')
  where kind = 'email' and deleted_at is null and settings #>> '{imap,oauth,tokenUrl}' ~* '^http:'
    and settings #>> '{imap,oauth,tokenUrl}' !~* '^http:/+(localhost|127(\.\d+){3}|\[::1\])\.?(:\d+)?([/?#]|$)';

-- Until now a mail channel with an address and no list of accepted ones took in mail for every address anywhere. From now
-- on it takes in mail for its own. What an existing channel received at other addresses of its own domain goes on
-- arriving: the domain is written down as accepted, where an admin sees it and can narrow it. A channel without any
-- address gets none: a domain that only senders named is no proof that it is ours.
update channels
set settings = jsonb_set(
      settings, '{addresses}', jsonb_build_array('@' || lower(split_part(settings ->> 'address', '@', -1)))
    ),
    updated_at = now()
where kind = 'email'
  and deleted_at is null
  and settings ->> 'address' like '%@%'
  and jsonb_array_length(coalesce(settings -> 'addresses', '[]')) = 0
  and settings -> 'imap' is null;

-- rolling: yes
-- Work that one node does at a time, and which node does it until when: reading a mailbox, running a schedule. Unlogged as
-- `nodes` is: after a crash of the database it is empty, and leases are taken anew. The numbers of the sequence are logged,
-- so that none comes twice.
create unlogged table leases (
  -- What it is of: 'channel', 'schedule'.
  kind text not null,
  name text not null,
  -- For operators: what the channel is called.
  title text not null,
  -- Who has it, or had it last.
  node_id uuid not null,
  node_name text not null,
  -- New for each holder, and always greater than before: what an earlier holder wants to write is known by it.
  fence bigint not null,
  taken_at timestamptz not null default now(),
  -- From then on others may take it, unless the holder has renewed it. Between holders: since when nobody has it.
  ends_at timestamptz not null,
  -- Its holder ended the work in the orderly way. False: it was killed, or could not renew in time.
  is_given_back boolean not null default false,
  primary key (kind, name)
) with (fillfactor = 50);
-- A row is renewed every second: a page has room for its next versions.
create sequence lease_fences;

-- Which nodes would take leases of a kind, so that each leaves the others their share.
create unlogged table lease_takers (
  node_id uuid not null,
  kind text not null,
  seen_at timestamptz not null default now(),
  primary key (node_id, kind)
) with (fillfactor = 50);

-- In a transaction of the holder: fails when the lease is another's by now or has ended, and else keeps it from being
-- taken until the transaction has ended. The holder itself may renew it meanwhile.
create function check_lease(lease_kind text, lease_name text, holder uuid, holder_fence bigint) returns void
language plpgsql as $$
begin
  perform from leases
    where kind = lease_kind and name = lease_name and node_id = holder and fence = holder_fence
      and ends_at > clock_timestamp()
    for key share;
  if not found then
    raise exception 'The lease % % is not held any more.', lease_kind, lease_name using errcode = 'TL001';
  end if;
end $$;

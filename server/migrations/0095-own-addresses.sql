-- rolling: yes
-- What is ours beside the addresses of channels and of staff, as an admin declares it: one row, or none yet.
create table own_addresses (
  only_row boolean primary key default true check (only_row),
  domains text[] not null default '{}',
  groups text[] not null default '{}',
  updated_at timestamptz not null
);
-- What came by mail in the name of a colleague, on the issue that it quotes, and whether somebody has confirmed that it is
-- theirs. `staff_id`: who signs in with the address. `answers`: it went to the customer as well.
create table colleague_mails (
  entry_id uuid primary key,
  customer_id uuid not null,
  staff_id uuid,
  address text not null,
  answers boolean not null,
  state text not null,
  decided_by uuid,
  decided_at timestamptz
);

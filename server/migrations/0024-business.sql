-- Who we are to customers: one row. The name stands in `installation`, where the set-up put it.
create table business_profile (
  only_row boolean primary key default true check (only_row),
  address text not null default '',
  opening_hours text not null default '',
  signature text not null default '',
  accent_colour text,
  default_language text not null default 'en',
  logo_key text,
  logo_type text,
  updated_at timestamptz
);
insert into business_profile default values;

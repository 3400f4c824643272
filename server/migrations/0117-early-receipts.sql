-- rolling: yes
-- A receipt that came before the message it is about was recorded as sent: applied when that is. `inbound_id`: where it is kept.
create table early_receipts (
  inbound_id uuid primary key,
  channel_id uuid not null,
  -- What the provider calls the message.
  about text not null,
  receipt jsonb not null
);
-- "Has anything been heard of this message already?"
create index early_receipts_by_message on early_receipts (channel_id, about);

-- Staff are also notified of attacks, which are about no customer but about an account or a channel.
alter table notifications alter column customer_id drop not null;
alter table notifications drop constraint notifications_kind_check;
alter table notifications add constraint notifications_kind_check check (kind in
  ('assigned', 'mentioned', 'answered', 'handed_over', 'snooze_ended',
   'account_attacked', 'sign_in_attacked', 'channel_flooded'));
-- The account (staff) or the channel. Null: an address that tries many accounts.
alter table notifications add column subject_id uuid;
-- Numbers and times of an attack, from its event.
alter table notifications add column notice jsonb;
alter table notifications add constraint notifications_about check
  (customer_id is not null or kind in ('account_attacked', 'sign_in_attacked', 'channel_flooded'));

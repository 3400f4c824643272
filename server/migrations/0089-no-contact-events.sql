-- rolling: yes
-- `contact.started` and `contact.ended` were reserved and never recorded. A webhook that asked for nothing else never got
-- anything; asking for nothing would give it everything, so it is switched off.
update webhooks set enabled = false
  where event_types <> '{}' and event_types <@ array['contact.started', 'contact.ended'];
update webhooks set event_types = array_remove(array_remove(event_types, 'contact.started'), 'contact.ended')
  where event_types && array['contact.started', 'contact.ended'];

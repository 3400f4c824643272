-- rolling: yes
-- Why nothing of the channel has left of late, and since when: {"since", "sentence", "words"}. Null: nothing is known.
alter table channels add column sending_failure jsonb;

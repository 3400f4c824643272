-- rolling: yes
-- When somebody marked a resolved issue as spam, and how it stood before. Older nodes leave both as they are; an issue that
-- is not resolved is no spam, whatever stands here.
alter table issues add column spam_at timestamptz;
alter table issues add column status_before_spam text;

-- rolling: yes
-- "Which issues have one of these tags?" Issues without any, which is most, cost it nothing.
create index concurrently issues_by_tag on issues using gin (tag_ids) where tag_ids <> '{}';

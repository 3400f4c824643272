-- rolling: yes
-- Which files have the bytes of which a verdict came.
create index concurrently attachments_by_content on attachments (sha256);

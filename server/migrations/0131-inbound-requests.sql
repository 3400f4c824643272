-- rolling: yes
-- A request of a provider is kept with its method, its address and its headers, so that it can be read again.
alter table inbound add column request jsonb;

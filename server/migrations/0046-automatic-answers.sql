-- How many automatic answers went to the addresses of a domain in each hour, from all nodes: the brake that keeps forged
-- mail from making us flood somebody. Rows of past hours are deleted every night.
create table automatic_answers (
  domain text not null,
  hour timestamptz not null,
  count integer not null,
  primary key (domain, hour)
);

-- "Has a person of ours written to this address?", asked before an automatic answer to a sender whose domain says nothing.
create index deliveries_by_people on deliveries (identity_id) where not automatic and state in ('sent', 'delivered', 'read');

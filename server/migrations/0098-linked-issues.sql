-- rolling: yes
-- Two issues of two customers that belong together: one answers a mail that we sent in the other. `entry_id`: what answers.
create table issue_links (
  issue_id uuid not null,
  other_issue_id uuid not null,
  entry_id uuid not null,
  customer_id uuid not null,
  created_at timestamptz not null,
  primary key (issue_id, other_issue_id)
);
-- "What is the other issue linked to?"
create index issue_links_by_other on issue_links (other_issue_id);
-- Whose record answered a mail that we had sent to an address of another record: evidence that both are one person.
create table mail_answers (
  customer_id uuid not null,
  other_customer_id uuid not null,
  address text not null,
  created_at timestamptz not null,
  primary key (customer_id, other_customer_id, address)
);
create index mail_answers_by_other on mail_answers (other_customer_id);

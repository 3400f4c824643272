-- rolling: yes
-- Whether somebody has taken what was handed over to them. What was handed over is in the entry itself.
create table handovers (
  entry_id uuid primary key,
  customer_id uuid not null,
  -- Follows the issue when it is merged into another.
  issue_id uuid not null,
  to_owner_id uuid,
  to_team_id uuid,
  by jsonb not null,
  at timestamptz not null,
  -- Handed on, or assigned to others, before anybody took it.
  passed_on_at timestamptz,
  acknowledged_at timestamptz,
  acknowledged_by jsonb
);
-- "Which handovers of this issue does somebody still have to take?" and for merges of issues.
create index handovers_by_issue on handovers (issue_id);

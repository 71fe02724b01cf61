-- Bounties that a pool lets its members work on, one member at a time: the holder of the lease, until it expires.
create table pool_job (
  pool       text not null,
  bounty     text not null,
  offered_at timestamptz not null,
  holder     text,
  expires_at timestamptz,
  primary key (pool, bounty),
  check ((holder is null) = (expires_at is null))
);
create index pool_job_by_holder on pool_job (holder);

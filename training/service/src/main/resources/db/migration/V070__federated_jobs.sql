-- Bounties that a coordinator trains for by rounds; when one has ended, its log stays.
create table federated_job (
  bounty      text not null,
  coordinator text not null,
  chain_id    bigint not null,
  market      text not null,
  open        boolean not null,
  opened_at   timestamptz not null,
  heard_at    timestamptz not null,
  primary key (bounty, coordinator)
);
create index federated_job_by_coordinator on federated_job (coordinator, heard_at);
create index federated_job_by_word on federated_job (heard_at);

-- Sites that can be called.
create table federated_site (
  bounty      text not null,
  coordinator text not null,
  site        text not null,
  primary key (bounty, coordinator, site),
  foreign key (bounty, coordinator) references federated_job on delete cascade
);

-- The newest call while its round is on, and what sites sent to it; of earlier rounds the log alone is kept.
create table federated_call (
  bounty      text not null,
  coordinator text not null,
  round       integer not null,
  document    text not null,
  primary key (bounty, coordinator),
  foreign key (bounty, coordinator) references federated_job on delete cascade
);
create table federated_update (
  bounty      text not null,
  coordinator text not null,
  site        text not null,
  document    text not null,
  primary key (bounty, coordinator, site),
  foreign key (bounty, coordinator) references federated_call on delete cascade
);

-- The log.
create table federated_round (
  bounty      text not null,
  coordinator text not null,
  number      integer not null,
  model       text not null,
  document    text not null,
  primary key (bounty, coordinator, number),
  foreign key (bounty, coordinator) references federated_job on delete cascade
);

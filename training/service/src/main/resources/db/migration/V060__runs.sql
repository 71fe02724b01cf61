-- What miners tell of their trainings: one run for each miner and bounty. Nobody but its miner vouches for a word of it.
create table training_run (
  bounty      text not null,
  miner       text not null,
  phase       text not null,
  engine      text not null,
  optimizer   text not null,
  hardware    text not null,
  devices     integer not null,
  batch_size  integer not null,
  epochs      integer not null,
  samples     bigint not null,
  points      integer not null default 0,
  started_at  timestamptz not null,
  reported_at timestamptz not null,
  primary key (bounty, miner)
);
create index training_run_by_start on training_run (bounty, started_at, miner);
create index training_run_by_report on training_run (reported_at);

create table training_run_point (
  bounty             text not null,
  miner              text not null,
  at                 timestamptz not null,
  epoch              integer not null,
  samples            bigint not null,
  loss               double precision not null,
  accuracy           double precision,
  sample_loss        double precision,
  samples_per_second double precision not null,
  use                double precision,
  temperature        double precision,
  primary key (bounty, miner, at),
  foreign key (bounty, miner) references training_run on delete cascade
);

create table training_run_line (
  bounty text not null,
  miner  text not null,
  at     timestamptz not null,
  text   text not null,
  primary key (bounty, miner, at, text),
  foreign key (bounty, miner) references training_run on delete cascade
);

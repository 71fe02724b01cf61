-- Whom an operator lets work on a bounty, signed by him; without a crew it is any member of his pool.
alter table pool_job add column together boolean not null default false;
alter table pool_job add column crew text;

-- The members he named. Where they train together each has a lease of his own.
create table pool_crew (
  pool       text not null,
  bounty     text not null,
  member     text not null,
  expires_at timestamptz,
  ready      boolean not null default false,
  declined   text,
  primary key (pool, bounty, member),
  foreign key (pool, bounty) references pool_job on delete cascade
);
create index pool_crew_by_member on pool_crew (member);

-- The joint round that a crew is called to, and what members replied; of earlier rounds nothing is kept.
create table pool_round (
  pool     text not null,
  bounty   text not null,
  round    integer not null,
  document text not null,
  primary key (pool, bounty),
  foreign key (pool, bounty) references pool_job on delete cascade
);
create table pool_reply (
  pool     text not null,
  bounty   text not null,
  member   text not null,
  document text not null,
  primary key (pool, bounty, member),
  foreign key (pool, bounty) references pool_round on delete cascade
);

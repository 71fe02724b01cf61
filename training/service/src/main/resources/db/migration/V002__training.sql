-- Bounties and what happened to them, repeated from final events; can be dropped and built again.
create table bounty (
  id              text primary key,
  researcher      text not null,
  recipient       text not null,
  platform        text not null,
  spec            text not null,
  spec_hash       text not null,
  state           text not null,
  state_deadline  numeric(20) not null default 0,
  reward          numeric(78) not null default 0,
  panel_fee       numeric(78) not null default 0,
  opening_fee     numeric(78) not null default 0,
  stake           numeric(78) not null default 0,
  evaluation_fee  numeric(78) not null default 0,
  threshold       integer not null default 0,
  test_count      bigint not null default 0,
  private_count   bigint not null default 0,
  seats           smallint not null default 0,
  quorum          smallint not null default 0,
  winner          text,
  winner_count    bigint,
  model           text,
  opened_at       timestamptz not null
);
create index bounty_by_time on bounty (opened_at desc, id);

create table bounty_dataset (
  bounty   text not null references bounty,
  place    smallint not null,
  asset    text not null,
  version  bigint not null,
  weight   integer not null,
  required boolean not null,
  primary key (bounty, place)
);

create table submission (
  bounty       text not null references bounty,
  miner        text not null,
  slot         integer not null,
  commit_order bigint not null,
  status       text not null,
  checkpoint   text,
  cipher_root  text,
  cipher_size  numeric(20),
  verdict      bigint,
  qualifies    boolean,
  committed_at timestamptz not null,
  revealed_at  timestamptz,
  primary key (bounty, miner)
);

create table evaluation (
  bounty       text not null references bounty,
  evaluator    text not null,
  committed_at timestamptz,
  counts       text,
  revealed_at  timestamptz,
  slashed      numeric(78) not null default 0,
  primary key (bounty, evaluator)
);

create table payout (
  block       bigint not null,
  log_index   bigint not null,
  bounty      text not null references bounty,
  account     text not null,
  role        text not null,
  amount      numeric(78) not null,
  paid_at     timestamptz not null,
  primary key (block, log_index)
);
create index payout_by_bounty on payout (bounty);

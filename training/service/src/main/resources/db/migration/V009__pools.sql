-- What the final chain says of a miner's pool and rig: derived, can be built again.
create table pool_entry (
  miner   text primary key,
  pool    text not null,
  fee_bps integer not null
);
create index pool_entry_by_pool on pool_entry (pool);

create table rig_entry (
  miner     text primary key,
  inventory text not null
);

-- Events that were projected before these tables were there.
insert into pool_entry (miner, pool, fee_bps)
  select distinct on (payload->>'actor') payload->>'actor', payload->>'pool', (payload->>'feeBps')::integer
  from chain_event
  where contract = 'ACTOR_REGISTRY' and name = 'PoolSet' and block <= (select block from projected)
  order by payload->>'actor', block desc, log_index desc;
insert into rig_entry (miner, inventory)
  select distinct on (payload->>'actor') payload->>'actor', payload->>'inventoryHash'
  from chain_event
  where contract = 'ACTOR_REGISTRY' and name = 'RigSet' and block <= (select block from projected)
  order by payload->>'actor', block desc, log_index desc;

-- What people signed; the newest of each account counts.
create table pool_description (
  operator  text primary key,
  document  text not null,
  signed_at timestamptz not null
);

create table rig_inventory (
  miner    text primary key,
  document text not null
);

-- What researchers asked pools, and what those offered.
create table pool_question (
  id       text primary key,
  asker    text not null,
  flops    bigint not null,
  memory   bigint not null,
  samples  bigint not null,
  epochs   integer not null,
  data     bigint not null,
  asked_at timestamptz not null
);
create index pool_question_by_time on pool_question (asked_at);

create table pool_offer (
  question text not null references pool_question on delete cascade,
  pool     text not null,
  document text not null,
  primary key (question, pool)
);

-- What the chain said: every event of the indexed blocks, those not yet final included.
create table indexed_block (
  number   bigint primary key,
  hash     text not null,
  mined_at timestamptz not null
);

create table chain_event (
  block       bigint not null,
  log_index   bigint not null,
  block_hash  text not null,
  transaction text not null,
  contract    text not null,
  name        text not null,
  payload     jsonb not null,
  mined_at    timestamptz not null,
  primary key (block, log_index)
);

-- Up to which block the tables below repeat the final chain. One row.
create table projected (
  only_row boolean primary key default true check (only_row),
  block    bigint not null,
  hash     text not null,
  mined_at timestamptz not null
);

-- The projection: derived from chain_event, can be dropped and built again.
create table actor (
  address           text primary key,
  roles             integer not null,
  recipient         text not null,
  recipient_version integer not null
);

create table asset (
  id            text primary key,
  owner         text not null,
  kind          smallint not null,
  nonce         numeric(78) not null,
  spec_hash     text not null,
  retired       boolean not null default false,
  grant_epoch   bigint not null default 0,
  registered_at timestamptz not null
);

create table asset_version (
  asset        text not null references asset,
  version      integer not null,
  manifest     text not null,
  cipher_root  text not null,
  licence_hash text not null,
  size         numeric(20) not null,
  min_level    smallint not null,
  added_at     timestamptz not null,
  primary key (asset, version)
);

create table access_grant (
  id            text primary key,
  asset         text not null references asset,
  version       integer not null,
  grantor       text not null,
  grantee       text not null,
  purpose       smallint not null,
  level         smallint not null,
  not_before    timestamptz not null,
  expiry        timestamptz not null,
  price         numeric(78) not null,
  uses_left     bigint not null,
  grant_epoch   bigint not null,
  granted_at    timestamptz not null,
  first_used_at timestamptz,
  revoked_at    timestamptz
);
create index access_grant_by_grantee on access_grant (grantee, asset);
create index access_grant_by_asset on access_grant (asset);

-- What lives on the platform only (docs/architecture.md says what its loss costs).
create table access_request (
  id           bigint generated always as identity primary key,
  asset        text not null,
  version      integer not null,
  grantee      text not null,
  purpose      smallint not null,
  bounty       text not null,
  reason       text not null,
  requested_at timestamptz not null,
  unique (asset, version, grantee, purpose, bounty)
);

create table envelope (
  id        bigint generated always as identity primary key,
  kind      text not null,
  subject   text not null,
  sender    text not null,
  addressee text not null,
  content   text not null,
  posted_at timestamptz not null,
  unique (kind, subject, sender, addressee)
);
create index envelope_by_addressee on envelope (addressee, kind, subject);
create index envelope_by_sender on envelope (sender);

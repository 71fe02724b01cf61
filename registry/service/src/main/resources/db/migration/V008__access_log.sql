-- Every answer of the mailbox to a grantee who asked for a key, each with the hash of the one before; only added to.
-- Whoever adds an entry holds the row of its dataset, so that a log never forks.
create table access_log (
  dataset text primary key
);

create table access_log_entry (
  dataset  text not null references access_log,
  place    bigint not null check (place >= 0),
  given_at timestamptz not null,
  version  bigint not null,
  grantee  text not null,
  purpose  smallint not null,
  grant_id text not null,
  outcome  text not null,
  previous text not null,
  hash     text not null,
  primary key (dataset, place)
);
create index access_log_entry_by_grant on access_log_entry (dataset, grant_id, place);

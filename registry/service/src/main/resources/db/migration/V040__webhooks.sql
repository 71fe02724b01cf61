-- Where accounts want final events sent, and how far each got. The secret signs what is sent, so it is kept as it is.
create table webhook (
  id              text primary key,
  account         text not null,
  url             text not null,
  events          text not null,
  secret          text not null,
  created_at      timestamptz not null,
  block           bigint not null,
  log_index       bigint not null,
  next_attempt_at timestamptz not null,
  failing_since   timestamptz,
  failures        integer not null default 0,
  last_problem    text
);
create index webhook_of_account on webhook (account);

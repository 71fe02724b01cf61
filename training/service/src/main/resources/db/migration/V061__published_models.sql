-- Models that their bounty's researcher gave to everybody, each with his signed word.
create table published_model (
  bounty       text primary key,
  researcher   text not null,
  document     text not null,
  bytes        bigint not null,
  published_at timestamptz not null
);

-- Answers to requests with an Idempotency-Key, for a day; without a status while the first is being answered.
create table first_answer (
  account     text not null,
  key         text not null,
  fingerprint text not null,
  begun_at    timestamptz not null,
  status      integer,
  media_type  text,
  body        text,
  primary key (account, key)
);
create index first_answer_by_time on first_answer (begun_at);

-- Keys with which programs act in an account's name; stored hashed, as tokens are.
create table api_key (
  account      text not null,
  prefix       text not null,
  name         text not null,
  key_hash     text not null unique,
  scopes       text not null,
  created_at   timestamptz not null,
  expires_at   timestamptz not null,
  last_used_at timestamptz,
  primary key (account, prefix),
  unique (account, name)
);

-- The tokens of one sign-in are a family, which ends as a whole. Tokens from before have none.
alter table access_token add column family text not null default '';
create index access_token_by_family on access_token (family);

-- Each is used once. A used one stays, so that its second use is noticed.
create table refresh_token (
  token_hash text primary key,
  family     text not null,
  account    text not null,
  expires_at timestamptz not null,
  is_used    boolean not null default false
);
create index refresh_token_by_family on refresh_token (family);
create index refresh_token_by_expiry on refresh_token (expires_at);

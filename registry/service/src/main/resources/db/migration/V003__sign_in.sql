create table sign_in_nonce (
  nonce      text primary key,
  expires_at timestamptz not null
);
create index sign_in_nonce_by_expiry on sign_in_nonce (expires_at);

-- Tokens are stored hashed: a stolen dump signs nobody in.
create table access_token (
  token_hash text primary key,
  account    text not null,
  expires_at timestamptz not null
);
create index access_token_by_expiry on access_token (expires_at);

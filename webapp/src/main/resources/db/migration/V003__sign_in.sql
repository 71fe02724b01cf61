create table sign_in_nonce (
  nonce      text primary key,
  expires_at timestamptz not null
);

-- Tokens are stored hashed: a stolen dump signs nobody in.
create table access_token (
  token_hash text primary key,
  account    text not null,
  expires_at timestamptz not null
);

-- The contract keeps only the hash of a grant's terms, and whoever revokes, uses or names a grant brings them all.
-- Rows of earlier contracts, whose event told no deadline, are of no use to these.
delete from access_grant;
alter table access_grant
  add column token    text not null,
  add column uses     bigint not null,
  add column nonce    numeric(78) not null,
  add column deadline numeric(20) not null;

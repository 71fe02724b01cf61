-- What the owner said to a request: nothing yet, that he granted it, or why he does not.
alter table access_request
  add column answer      text not null default 'OPEN' check (answer in ('OPEN', 'GRANTED', 'DENIED')),
  add column because     text not null default '',
  add column answered_at timestamptz;

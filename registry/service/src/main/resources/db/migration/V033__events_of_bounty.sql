-- What one bounty's researcher needs is read from its events themselves.
create index chain_event_of_bounty on chain_event ((payload ->> 'bounty'))
  where payload ->> 'bounty' is not null;

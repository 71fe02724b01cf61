-- Lists are read by these keys, each page from behind the last row of the one before.
create index bounty_by_opening on bounty (opened_at, id);
create index bounty_by_reward on bounty (reward, id);
create index pool_description_by_time on pool_description (signed_at, operator);

-- Rewards in tokens, refilled and challenging seats, milestones. All of it is repeated from events, and
-- none of the rows here is of the contracts that this version reads.
truncate bounty, bounty_dataset, submission, evaluation, payout;

alter table bounty
  add column token     text not null default '0x0000000000000000000000000000000000000000',
  add column seat_lock numeric(78) not null default 0;
alter table submission add column reached smallint not null default 0;
alter table evaluation add column round smallint not null;
alter table payout add column token text not null;

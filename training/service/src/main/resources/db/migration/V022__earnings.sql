create index payout_by_account on payout (account);

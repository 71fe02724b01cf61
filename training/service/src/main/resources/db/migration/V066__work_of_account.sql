-- What one account submitted, and where it sits, across bounties.
create index submission_by_miner on submission (miner, committed_at desc, bounty);
create index evaluation_by_evaluator on evaluation (evaluator);

-- How a bounty pays its owners, and what each dataset contributed to the winner where it was measured.
alter table bounty add column by_contribution boolean not null default false;
alter table bounty_dataset add column share integer;

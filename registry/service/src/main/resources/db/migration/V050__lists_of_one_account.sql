-- What one account owns or granted, however many others did.
create index asset_by_owner on asset (owner, id);
create index access_grant_by_grantor on access_grant (grantor, granted_at, id);

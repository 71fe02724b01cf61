-- Lists are read by these keys, each page from behind the last row of the one before.
create index asset_by_time on asset (registered_at, id);
create index access_grant_by_time on access_grant (granted_at, id);

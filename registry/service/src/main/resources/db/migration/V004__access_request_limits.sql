-- One unreadable request hid all the others from its owner's agent.
delete from access_request where version < 1 or purpose not between 1 and 255;
alter table access_request
  add check (version >= 1),
  add check (purpose between 1 and 255);
create index access_request_by_grantee on access_request (grantee);

-- How many bytes of content each account brought on the last day it brought some.
create table upload (
  account text primary key,
  day     date not null,
  bytes   bigint not null
);

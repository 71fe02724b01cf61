-- Owners' standing rules as they wrote them; what they say to a request is worked out when its owner looks.
create table approval_rules (
  account    text primary key,
  document   text not null,
  changed_at timestamptz not null
);

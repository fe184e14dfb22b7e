-- What the provider is asked now and then, beside what it tells us by itself, and when next.
create table provider_looks (
  what            text primary key check (what in ('suppressions', 'failed arrivals')),
  due_at          timestamptz not null
);
insert into provider_looks (what, due_at) values ('suppressions', '-infinity'), ('failed arrivals', '-infinity');

-- Addresses of people who were erased, until the provider has taken the request to remove its copies of their mail.
create table provider_removals (
  id              integer generated always as identity primary key,
  address         text not null,
  asked_at        timestamptz not null,
  due_at          timestamptz not null,
  tries           integer not null default 0
);

-- What people learned with a topic and wrote OK TO SHARE under. A coordinator has read it before it stands in a letter.
create table shared_answers (
  id              integer generated always as identity primary key,
  participant_id  integer not null references participants,
  round_id        integer not null references rounds,
  inbox_id        integer not null unique references inbox,
  text            text not null,
  offered_at      timestamptz not null,
  accepted_at     timestamptz,
  withdrawn_at    timestamptz          -- by its writer, or refused
);
create index shared_answers_accepted on shared_answers (round_id, accepted_at) where withdrawn_at is null;

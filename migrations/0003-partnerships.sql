-- The combination that matching proposes for a round, with the proof that no better one exists.
create table proposals (
  id              integer generated always as identity primary key,
  round_id        integer not null references rounds,
  made_at         timestamptz not null,
  people_hash     text not null,        -- of what it was made from: the same people give the same proposal
  certificate     text not null,
  summary         jsonb not null,
  superseded_at   timestamptz,
  approved_at     timestamptz,
  approved_by     integer references coordinators
);
create unique index proposals_standing on proposals (round_id) where superseded_at is null;

create table proposed_pairs (
  proposal_id     integer not null references proposals,
  number          integer not null,
  a_id            integer not null references participants,
  b_id            integer not null references participants,
  weight          integer not null,
  reasons_a       jsonb not null,
  reasons_b       jsonb not null,
  wishes_met      jsonb not null default '[]',
  wishes_unmet    jsonb not null default '[]',
  primary key (proposal_id, number)
);

-- Pairs that a coordinator set or forbade by hand. A bar holds for ever; a made pair for its round.
create table made_pairs (
  round_id        integer not null references rounds,
  a_id            integer not null references participants,
  b_id            integer not null references participants,
  made_at         timestamptz not null,
  primary key (round_id, a_id, b_id)
);
create table bars (
  a_id            integer not null references participants,
  b_id            integer not null references participants,
  because         text not null,
  set_at          timestamptz not null,
  primary key (a_id, b_id),
  check (a_id < b_id)
);

create table partnerships (
  id              integer generated always as identity primary key,
  round_id        integer not null references rounds,
  made_by         text not null check (made_by in ('matching', 'coordinator', 'rematch')),
  made_at         timestamptz not null,
  starts_at       timestamptz not null,           -- nobody is introduced before
  heartbeat_hash  text not null unique,           -- of the token in the pair's own address
  rhythm_days     integer check (rhythm_days > 0),
  rhythm_told_at  timestamptz,
  frozen_at       timestamptz,                    -- a conduct report: our letters about the pair stop
  leaving_at      timestamptz,                    -- somebody opted out; ends then, unless undone
  leaving_id      integer references participants,
  ended_at        timestamptz,
  ended_because   text,
  check ((ended_at is null) = (ended_because is null))
);
create index partnerships_of_round on partnerships (round_id) where ended_at is null;
create index partnerships_leaving on partnerships (leaving_at) where ended_at is null and leaving_at is not null;

create table partnership_members (
  partnership_id  integer not null references partnerships,
  participant_id  integer not null references participants,
  side            text not null check (side in ('a', 'b')),
  reasons         jsonb not null default '[]',    -- why the partner suits this one, in codes and words
  primary key (partnership_id, participant_id),
  unique (partnership_id, side)
);
create index members_of_participant on partnership_members (participant_id);

-- A letter that partners copied to their pair's address: the day, and a keyed hash that keeps it from counting twice.
create table heartbeats (
  partnership_id  integer not null references partnerships,
  day             date not null,
  message_hash    text not null unique,
  noted_at        timestamptz not null
);
create index heartbeats_of_partnership on heartbeats (partnership_id, noted_at);

-- Dated evidence about a partnership: what the early warning reads, and all that it reads.
create table signals (
  id              integer generated always as identity primary key,
  partnership_id  integer not null references partnerships,
  participant_id  integer references participants,
  kind            text not null check (kind in ('asked', 'reply', 'auto', 'bounce', 'address', 'heartbeat', 'review', 'paused', 'rhythm')),
  answer          text check (answer in ('yes', 'slow', 'no', 'silent', 'optout', 'question', 'stopped', 'talking')),
  at              timestamptz not null,
  asked_at        timestamptz,
  last_contact_at timestamptz,
  until           timestamptz,
  hard            boolean,
  every_days      integer,
  in_prompt       boolean,
  inbox_id        integer references inbox,
  outbox_id       integer references outbox
);
create index signals_of_partnership on signals (partnership_id, at);
create unique index signals_once on signals (inbox_id, kind, partnership_id, participant_id) where inbox_id is not null;

-- Something that a person should look at: a partnership mostly, else a task that no rule may decide.
create table flags (
  id              integer generated always as identity primary key,
  kind            text not null,        -- never started, gone quiet, one-sided, bounced, asked for help, left alone, unread …
  round_id        integer references rounds,
  partnership_id  integer references partnerships,
  participant_id  integer references participants,
  application_id  integer references applications,
  inbox_id        integer references inbox,
  outbox_id       integer references outbox,
  reason          text not null,
  suggestion      text not null,        -- a digest command
  details         jsonb not null default '{}',   -- both last signs of life, the probability in words
  probability     double precision,
  explicit        boolean not null default false, -- somebody said so in words
  urgent          boolean not null default false, -- not to wait for Monday
  raised_at       timestamptz not null,
  snoozed_until   timestamptz,
  assigned_id     integer references coordinators,
  note            text,
  closed_at       timestamptz,
  closed_by       integer references coordinators,
  outcome         text                  -- stopped, talking, or what was done
);
create unique index flags_open_once on flags (kind, coalesce(partnership_id, 0), coalesce(participant_id, 0), coalesce(application_id, 0), coalesce(inbox_id, 0), coalesce(outbox_id, 0)) where closed_at is null;
create index flags_of_partnership on flags (partnership_id);

create table conduct_reports (
  id              integer generated always as identity primary key,
  inbox_id        integer unique references inbox,
  reporter_id     integer references participants,
  partnership_id  integer references partnerships,
  round_id        integer references rounds,
  reported_at     timestamptz not null,
  closed_at       timestamptz,          -- by hand, by a named person: never by a routine command
  closed_by       integer references coordinators,
  outcome         text
);
create index conduct_reports_open on conduct_reports (partnership_id) where closed_at is null;

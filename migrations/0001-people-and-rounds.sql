-- Who runs the programme, who takes part, and the rounds they take part in.
create table coordinators (
  id              integer generated always as identity primary key,
  email           text not null,
  name            text not null,
  role            text not null default 'programme' check (role in ('programme', 'ambassador')),
  countries       text[] not null default '{}',
  zone            text not null default 'UTC',
  safety_since    timestamptz,          -- one of the named people who get conduct reports
  away_until      timestamptz,
  added_at        timestamptz not null,
  removed_at      timestamptz
);
create unique index coordinators_email on coordinators (lower(email));

-- A person in the programme. The address is the account.
create table participants (
  id              integer generated always as identity primary key,
  email           text,                 -- null once erased
  name            text not null default '',
  known_as        text,
  country         text,                 -- ISO 3166-1 alpha-2
  place           text,
  zone            text,                 -- IANA
  sector          text,
  career_stage    text,
  role            text,
  employer        text,
  interests       text[] not null default '{}',
  about           text,
  languages       jsonb not null default '[]',   -- [{language, level}]
  locale          text not null default 'en',
  heard_from      text,
  convinced_by    text,
  pace            text check (pace in ('more', 'fewer')),
  skips_step_id   integer,              -- the prompt that SKIP asked us to leave out
  rhythm_days     integer check (rhythm_days > 0),
  added_at        timestamptz not null,
  confirmed_at    timestamptz,          -- the address answered us
  opted_out_at    timestamptz,
  complained_at   timestamptz,
  bounced_at      timestamptz,          -- hard; only a newly confirmed address reopens mail
  paused_at       timestamptz,
  paused_until    timestamptz,
  away_until      timestamptz,          -- an automatic reply said so
  erased_at       timestamptz,
  check (email is not null or erased_at is not null)
);
create unique index participants_email on participants (lower(email)) where email is not null;
create index participants_same_name on participants (lower(name), country);

-- What must outlive an erasure: keyed hashes, never addresses.
create table suppressions (
  address_hash    text primary key,
  because         text not null check (because in ('opted out', 'complained', 'bounced')),
  since           timestamptz not null
);
create table past_partners (
  address_hash    text not null,
  partner_hash    text not null,
  barred          boolean not null default false,
  primary key (address_hash, partner_hash)
);

create table rounds (
  id              integer generated always as identity primary key,
  name            text not null unique,
  zone            text not null default 'UTC',
  opens_at        timestamptz not null,
  closes_at       timestamptz not null,
  starts_at       timestamptz not null,
  ends_at         timestamptz not null,
  places          integer not null check (places > 1),
  country_share   double precision not null check (country_share > 0 and country_share <= 1),
  approval        text not null default 'automatic' check (approval in ('automatic', 'by hand')),
  created_at      timestamptz not null,
  approved_at     timestamptz,
  reviewed_at     timestamptz,          -- the last look of the early warning
  ended_at        timestamptz,
  check (opens_at < closes_at and closes_at <= starts_at and starts_at < ends_at)
);

create table topics (
  id              integer generated always as identity primary key,
  round_id        integer not null references rounds,
  slug            text not null,
  title           text not null,
  month           integer,
  on_date         timestamptz,
  extra           boolean not null default false,
  body            text not null,        -- Markdown, as its author wrote it
  unique (round_id, slug)
);

-- What a round does on a date. Due is a query: due_at <= now < lapses_at, and not done.
create table round_steps (
  id              integer generated always as identity primary key,
  round_id        integer not null references rounds,
  kind            text not null check (kind in ('open', 'propose', 'prompt', 'end')),
  topic_id        integer references topics,
  due_at          timestamptz not null,
  lapses_at       timestamptz not null,
  done_at         timestamptz,
  lapsed_at       timestamptz,          -- noticed that its time went by, and told
  check (due_at < lapses_at)
);
create index round_steps_waiting on round_steps (due_at) where done_at is null and lapsed_at is null;

-- One person's wish to be in a round. Kept without a round when none is open yet.
create table applications (
  id              integer generated always as identity primary key,
  participant_id  integer not null references participants,
  round_id        integer references rounds,
  state           text not null check (state in ('unconfirmed', 'missing', 'held', 'accepted', 'waiting list', 'withdrawn', 'removed')),
  because         text,                 -- why it waits, in a few words
  standby         boolean not null default false,
  wishes          jsonb not null default '[]',   -- [{about, want, strength, text}]
  comment         text,
  conduct_version text,
  conduct_at      timestamptz,
  missing         text[] not null default '{}',
  queued_first    boolean not null default false, -- left over last time: first place this time
  applied_at      timestamptz not null,
  confirmed_at    timestamptz,
  reminded_at     timestamptz,
  decided_at      timestamptz,
  unique nulls not distinct (participant_id, round_id)
);
create index applications_of_round on applications (round_id, state);

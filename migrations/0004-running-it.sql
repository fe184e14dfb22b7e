-- The numbers of one digest: they belong to that letter, and mean nothing in another.
create table digest_items (
  outbox_id       integer not null references outbox,
  number          integer not null,
  flag_id         integer not null references flags,
  primary key (outbox_id, number)
);
create index digest_items_of_flag on digest_items (flag_id);

-- What a coordinator's reply asked for. Carried out an hour later, unless undone.
create table decisions (
  id              integer generated always as identity primary key,
  outbox_id       integer references outbox,       -- the letter that was answered
  inbox_id        integer references inbox,
  coordinator_id  integer not null references coordinators,
  flag_id         integer references flags,
  number          integer,
  act             text not null,
  arguments       jsonb not null default '{}',
  decided_at      timestamptz not null,
  act_at          timestamptz not null,
  undone_at       timestamptz,
  undone_by       integer references coordinators,
  done_at         timestamptz,
  result          text
);
create index decisions_waiting on decisions (act_at) where done_at is null and undone_at is null;
create index decisions_of_flag on decisions (flag_id);

-- Acts of weight that wait for their owner's YES, sent to the registered address only.
create table confirmations (
  id              integer generated always as identity primary key,
  outbox_id       integer not null unique references outbox,
  participant_id  integer references participants,
  coordinator_id  integer references coordinators,
  act             text not null,        -- end pair, export, erase, new address, act on the digest, approve …
  arguments       jsonb not null default '{}',
  asked_at        timestamptz not null,
  expires_at      timestamptz not null,
  answered_at     timestamptz
);

-- Who did what, when. Ids and words of ours, never an address or a letter.
create table audit (
  id              integer generated always as identity primary key,
  at              timestamptz not null,
  actor           text not null,        -- coordinator:3, participant:7, the programme, the command line
  act             text not null,
  subject         text not null,
  details         jsonb not null default '{}'
);

create table sign_ins (
  token_hash      text primary key,
  coordinator_id  integer not null references coordinators,
  made_at         timestamptz not null,
  expires_at      timestamptz not null,
  used_at         timestamptz
);
create table sessions (
  token_hash      text primary key,
  coordinator_id  integer not null references coordinators,
  csrf            text not null,
  made_at         timestamptz not null,
  expires_at      timestamptz not null
);

-- How many automatic answers a person had on a day, and how many mails a token.
create table tallies (
  subject         text not null,        -- answers:participant:7, token:HASH, door:HASH
  slot            text not null,        -- a day or an hour
  n               integer not null,
  primary key (subject, slot)
);

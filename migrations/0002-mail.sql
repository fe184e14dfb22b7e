-- Everything that arrives, raw, before anyone thinks about it. (One exception: heartbeats, below.)
create table inbox (
  id              integer generated always as identity primary key,
  source          text not null,        -- application, form:NAME, own form, inbound, mime, event, answer, unsubscribe
  external_id     text not null,
  envelope        text not null default '{}',     -- JSON as text: what the door knew besides the body
  body            bytea,                -- null once forgotten
  received_at     timestamptz not null,
  attempts        integer not null default 0,
  retry_at        timestamptz,
  processed_at    timestamptz,
  failed_at       timestamptz,          -- given up: a person reads it
  error           text,                 -- without addresses or bodies
  participant_id  integer references participants,
  outcome         text,                 -- what it was and what was done, in a few words of ours
  forgotten_at    timestamptz,
  unique (source, external_id)
);
create index inbox_waiting on inbox (id) where processed_at is null and failed_at is null;
create index inbox_kept on inbox (received_at) where forgotten_at is null;
create index inbox_of_participant on inbox (participant_id);

-- Every letter we mean to send, before we send it. One per purpose: prompt/step:12/participant:7
create table outbox (
  id              integer generated always as identity primary key,
  purpose         text not null unique,
  template        text not null,
  participant_id  integer references participants,
  coordinator_id  integer references coordinators,
  address         text,                 -- only where the reader is neither: a stranger who wrote to us
  locale          text,                 -- the reader's own when null
  data            jsonb not null default '{}',
  round_id        integer references rounds,
  partnership_id  integer,
  question        text,                 -- what a reply answers: check-in, confirm, follow-up, digest …
  reply_hash      text unique,          -- of its reply token, which is rebuilt from the purpose
  scheduled       boolean not null default false, -- at most one of these a person and local day
  pair_key        text,                 -- letters that leave on one day or not at all, the introductions of a pair
  in_reply_to     text,
  answers         text,                 -- the subject of the message that this answers
  queued_at       timestamptz not null,
  due_at          timestamptz not null,
  not_after       timestamptz not null,
  state           text not null default 'queued'
                  check (state in ('queued', 'sending', 'sent', 'unknown', 'failed', 'cancelled', 'expired')),
  because         text,
  attempt         integer not null default 0,
  claimed_at      timestamptz,
  settle_at       timestamptz,          -- when an unknown may be looked up
  resends         integer not null default 0,
  sent_at         timestamptz,
  delivered_at    timestamptz,
  message_id      text,
  provider_id     text,
  subject         text,
  body_text       text,
  body_html       text,
  forgotten_at    timestamptz,
  check (num_nonnulls(participant_id, coordinator_id, address) = 1)
);
create index outbox_due on outbox (due_at, id) where state = 'queued';
create index outbox_unsettled on outbox (settle_at) where state in ('sending', 'unknown');
create index outbox_of_participant on outbox (participant_id, sent_at);
create index outbox_of_coordinator on outbox (coordinator_id, sent_at);
create index outbox_pair_key on outbox (pair_key) where pair_key is not null;
create index outbox_message on outbox (message_id);
create index outbox_provider on outbox (provider_id);
create index outbox_kept on outbox (sent_at) where forgotten_at is null and body_text is not null;

-- What the daily look and the forgetting ask for, without reading history.
create index outbox_of_partnership on outbox (partnership_id, participant_id, sent_at) where partnership_id is not null;
create index outbox_of_template on outbox (template, sent_at) where template in ('introduction', 'follow-up');
create index outbox_strangers on outbox (queued_at) where address is not null and forgotten_at is null;
create index inbox_failed on inbox (failed_at) where failed_at is not null;
create index signals_by_day on signals (at);

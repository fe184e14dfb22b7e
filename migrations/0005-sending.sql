-- What the claim looks for, so that its cost follows what is due and not what was ever sent.
create index outbox_direct_due on outbox (due_at, id) where state = 'queued' and not scheduled;
create index outbox_expiring on outbox (not_after) where state = 'queued';
create index outbox_claimed on outbox (claimed_at) where claimed_at is not null;

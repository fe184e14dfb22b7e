-- A letter whose words are kept and whose call has not begun: it cannot have left yet. Taken off right before the call. A
-- program from before this never sets it, so its letters count as possibly sent.
alter table outbox add column ready_at timestamptz;

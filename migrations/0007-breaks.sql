-- Whose break is over is asked at every tick.
create index participants_paused on participants (paused_until) where paused_at is not null;

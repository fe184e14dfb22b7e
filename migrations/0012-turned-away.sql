-- How often the provider turned a letter away: its pauses grow by that, and not by how often a killed worker held it.
alter table outbox add column turned_away integer not null default 0;

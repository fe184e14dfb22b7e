-- An arrival is nobody's until it is processed: one index entry less for a door to write.
drop index inbox_of_participant;
create index inbox_of_participant on inbox (participant_id) where participant_id is not null;
-- Old counts are dropped by their slot.
create index tallies_by_slot on tallies (slot);

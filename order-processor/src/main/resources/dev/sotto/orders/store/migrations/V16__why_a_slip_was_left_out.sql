-- TOO_OLD or UNPRINTABLE; what has none was left out before this was kept, for its age.
alter table print_jobs add column skipped_why text;

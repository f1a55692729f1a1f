-- Behind the last record of each partition of which something was written that the history keeps too, in the transaction that
-- wrote it: whoever compares knows what to compare.
create table call_offsets (
  topic       text   not null,
  partition   int    not null,
  next_offset bigint not null,
  primary key (topic, partition)
);
grant select, insert, update, delete on call_offsets to sotto_intake;
grant select on call_offsets to sotto_auditor;

-- Whoever compares reads no number of a guest, and of what he said only a hash.
create policy of_the_auditor on calls for select to sotto_auditor using (true);
grant select (restaurant_id, call_id, source, table_number, language, started_at, answered_at, ended_at, end_reason) on calls
  to sotto_auditor;
create view audited_words as
  select restaurant_id, call_id, said_at, words_id, nth, speaker, md5(words) as hash from call_words;
grant select on audited_words to sotto_auditor;
do $$ begin
  -- The view reads as who owns it, whom the forced policies stop too.
  execute format('create policy of_the_view on call_words for select to %I using (true)', current_user);
end $$;

-- A day's calls and sentences, of all restaurants: in the order in which they were written, near enough. An index that also had
-- their order would be taken for a restaurant's newest, and read everybody's.
create index calls_begun on calls using brin (started_at);
create index call_words_said on call_words using brin (said_at);

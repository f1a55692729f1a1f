-- What each question to a language model took and what came of it, without a word of what was asked; it grows with every turn.
create table ai_usage (
  restaurant_id      text        not null,
  event_id           text        not null,
  call_id            text,
  asked_at           timestamptz not null,
  colleague          text        not null,
  model              text        not null,
  outcome            text        not null,
  prompt_tokens      bigint      not null,
  completion_tokens  bigint      not null,
  estimated          boolean     not null,
  cost_micros        bigint      not null,
  first_token_millis bigint,
  latency_millis     bigint      not null,
  primary key (restaurant_id, asked_at, event_id)
) partition by range (asked_at);
create table ai_usage_other partition of ai_usage default;

-- An order as it was read back to the guest, before he agreed or not: a word for each line, which is another one as soon as
-- anything of the line is. What was read back again with a line gone or different had been understood wrong, or was regretted.
create table call_readings (
  restaurant_id text        not null,
  call_id       text        not null,
  revision      bigint      not null,
  -- The orders of a call are counted from 0.
  nth           int         not null,
  read_at       timestamptz not null,
  lines         text[]      not null,
  primary key (restaurant_id, call_id, revision)
);
create index call_readings_read on call_readings (restaurant_id, read_at);

create or replace function make_months(around timestamptz) returns void language plpgsql security definer
set search_path = "${flyway:defaultSchema}", pg_temp as $$
declare
  first timestamptz;
  held text;
begin
  foreach held in array array['call_words', 'ai_usage'] loop
    for ahead in -1..2 loop
      first := date_trunc('month', around at time zone 'UTC') at time zone 'UTC' + make_interval(months => ahead);
      begin
        execute format('create table if not exists %I partition of %I for values from (%L) to (%L)',
          held || '_' || to_char(first at time zone 'UTC', 'YYYY_MM'), held, first, first + interval '1 month');
      exception when check_violation or duplicate_table or unique_violation then
        null; -- rows of that month already lie among the others, or another worker made it just now
      end;
    end loop;
  end loop;
end $$;
select make_months(now());

do $$
declare
  held text;
begin
  foreach held in array array['ai_usage', 'call_readings'] loop
    execute format('grant select on %I to sotto_desk', held);
    execute format('alter table %I enable row level security', held);
    execute format('alter table %I force row level security', held);
    execute format('create policy of_the_restaurant on %I to sotto_desk '
                   'using (restaurant_id = (select current_setting(''sotto.restaurant'', true))) '
                   'with check (restaurant_id = (select current_setting(''sotto.restaurant'', true)))', held);
    execute format('create policy of_the_log on %I to sotto_intake using (true) with check (true)', held);
  end loop;
end $$;
grant select, insert on ai_usage to sotto_intake;
grant select, insert, delete on call_readings to sotto_intake;

-- What a restaurant is now: told as the log told it, config as other tools may change it here, see restaurant_edits.
create table restaurants (
  restaurant_id text        primary key,
  revision      bigint      not null,
  name          text        not null,
  language      text        not null,
  currency      text        not null,
  time_zone     text        not null,
  told          jsonb       not null,
  config        jsonb       not null,
  changed_at    timestamptz not null
);

-- Every menu a restaurant ever had, so that an old order can be read beside the menu it was ordered from.
create table menus (
  restaurant_id text        not null,
  revision      bigint      not null,
  menu          jsonb       not null,
  valid_from    timestamptz not null,
  primary key (restaurant_id, revision)
);

-- Changes that were decided and are on their way to the log; a row goes when its revision comes back from there. What
-- was written straight into restaurants has not been looked at yet, and where it cannot be, refused says why.
create table restaurant_edits (
  restaurant_id text        not null,
  revision      bigint      not null,
  config        jsonb       not null,
  by            text        not null,
  checked       boolean     not null,
  refused       text,
  decided_at    timestamptz not null default now(),
  primary key (restaurant_id, revision)
);
create index restaurant_edits_waiting on restaurant_edits (decided_at) where refused is null;

create table bookings (
  restaurant_id text        not null,
  booking_id    text        not null,
  call_id       text,
  name          text        not null,
  phone         text,
  guests        int         not null,
  wanted_at     timestamptz not null,
  booked_at     timestamptz not null,
  primary key (restaurant_id, booking_id)
);
create index bookings_wanted on bookings (restaurant_id, wanted_at);

create table claims (
  restaurant_id  text        not null,
  claim_id       text        not null,
  call_id        text,
  about_order_id text,
  category       text        not null,
  priority       int         not null,
  description    text        not null,
  tone           text        not null,
  within_terms   boolean     not null,
  phone          text,
  opened_at      timestamptz not null,
  primary key (restaurant_id, claim_id)
);
create index claims_opened on claims (restaurant_id, opened_at);

-- What was promised or done about a claim, one row for each thing.
create table claim_actions (
  restaurant_id text        not null,
  claim_id      text        not null,
  event_id      text        not null,
  action        text        not null,
  by            text        not null,
  acted_at      timestamptz not null,
  primary key (restaurant_id, claim_id, event_id),
  foreign key (restaurant_id, claim_id) references claims on delete cascade
);

create table callbacks (
  restaurant_id text        not null,
  callback_id   text        not null,
  call_id       text,
  phone         text        not null,
  name          text,
  summary       text        not null,
  asked_at      timestamptz not null,
  primary key (restaurant_id, callback_id)
);
create index callbacks_asked on callbacks (restaurant_id, asked_at);

create table calls (
  restaurant_id text        not null,
  call_id       text        not null,
  source        text,
  caller_number text,
  called_number text,
  table_number  text,
  device_id     text,
  language      text,
  started_at    timestamptz not null,
  answered_at   timestamptz,
  on_hold       boolean     not null default false,
  -- What is being said at this moment and not yet certain.
  saying        text,
  transferred_to text,
  ended_at      timestamptz,
  end_reason    text,
  primary key (restaurant_id, call_id)
);
create index calls_started on calls (restaurant_id, started_at desc);
create index calls_live on calls (restaurant_id, started_at desc) where ended_at is null;

-- What was said, by whom; it grows with every sentence, so a month can be dropped or moved away whole.
create table call_words (
  restaurant_id text        not null,
  call_id       text        not null,
  said_at       timestamptz not null,
  words_id      text        not null,
  nth           int         not null,
  speaker       text        not null,
  words         text        not null,
  confidence    double precision,
  primary key (restaurant_id, call_id, said_at, words_id, nth)
) partition by range (said_at);
create table call_words_other partition of call_words default;

create table devices (
  restaurant_id text        not null,
  device_id     text        not null,
  kind          text        not null,
  table_number  text,
  first_seen_at timestamptz not null,
  last_seen_at  timestamptz not null,
  revoked_at    timestamptz,
  primary key (restaurant_id, device_id)
);

-- The months around a moment. The service calls it ahead of time; who owns the tables made it, so it may.
create function make_months(around timestamptz) returns void language plpgsql security definer
set search_path = "${flyway:defaultSchema}", pg_temp as $$
declare
  first timestamptz;
begin
  for ahead in -1..2 loop
    first := date_trunc('month', around at time zone 'UTC') at time zone 'UTC' + make_interval(months => ahead);
    begin
      execute format('create table if not exists %I partition of call_words for values from (%L) to (%L)',
        'call_words_' || to_char(first at time zone 'UTC', 'YYYY_MM'), first, first + interval '1 month');
    exception when check_violation or duplicate_table or unique_violation then
      null; -- rows of that month already lie among the others, or another worker made it just now
    end;
  end loop;
end $$;
revoke all on function make_months from public;
grant execute on function make_months to sotto_intake;
select make_months(now());

-- A tool that changes a restaurant here is heard: the change becomes an edit, is looked at and goes to the log like any other.
create function note_edit() returns trigger language plpgsql security definer
set search_path = "${flyway:defaultSchema}", pg_temp as $$
begin
  insert into restaurant_edits (restaurant_id, revision, config, by, checked)
  select new.restaurant_id,
         greatest(old.revision, coalesce((select max(revision) from restaurant_edits e
                                           where e.restaurant_id = new.restaurant_id), 0)) + 1,
         new.config, 'sql:' || session_user, false;
  perform pg_notify('sotto_edits', new.restaurant_id);
  return null;
end $$;
create trigger restaurants_edited after update of config on restaurants
  for each row when (current_user <> 'sotto_intake' and old.config is distinct from new.config) execute function note_edit();

-- Bookings, claims and wishes to be called back that are in the log already.
insert into bookings select restaurant_id, order_id, call_id, body ->> 'name', body ->> 'phone', (body ->> 'guests')::int,
    (body ->> 'at')::timestamptz, occurred_at from order_events where type = 'TableBooked' on conflict do nothing;
insert into claims select restaurant_id, order_id, call_id, body ->> 'aboutOrderId', body ->> 'category',
    (body ->> 'priority')::int, body ->> 'description', body ->> 'tone', (body ->> 'withinTerms')::boolean, body ->> 'phone',
    occurred_at from order_events where type = 'ClaimOpened' on conflict do nothing;
insert into claim_actions select restaurant_id, order_id, event_id, body ->> 'resolution', 'dialogue', occurred_at
    from order_events where type = 'ClaimOpened' and body ->> 'resolution' is not null on conflict do nothing;
insert into callbacks select restaurant_id, order_id, call_id, body ->> 'phone', body ->> 'name', body ->> 'summary',
    occurred_at from order_events where type = 'CallbackAsked' on conflict do nothing;

-- Who ordered before, by the number he called from.
create view customers with (security_invoker = true) as
select restaurant_id, customer_phone as phone, max(customer_name) as name, count(*) as orders,
       sum(total_minor) filter (where status <> 'CANCELLED') as total_minor, min(placed_at) as first_at, max(placed_at) as last_at
  from orders where customer_phone is not null group by restaurant_id, customer_phone;
create index orders_customer on orders (restaurant_id, customer_phone) where customer_phone is not null;
create index orders_placed on orders (restaurant_id, placed_at);

do $$
declare
  part text;
  held text;
begin
  begin
    create role sotto_editor nologin;
  exception when duplicate_object or unique_violation then null;
  end;
  foreach held in array array['restaurants', 'menus', 'restaurant_edits', 'bookings', 'claims', 'claim_actions', 'callbacks',
                              'calls', 'call_words', 'devices'] loop
    execute format('grant select, insert, update, delete on %I to sotto_intake', held);
    execute format('grant select on %I to sotto_desk', held);
    execute format('alter table %I enable row level security', held);
    execute format('alter table %I force row level security', held);
    foreach part in array array['sotto_desk', 'sotto_editor'] loop
      execute format('create policy %I on %I to %I '
                     'using (restaurant_id = (select current_setting(''sotto.restaurant'', true))) '
                     'with check (restaurant_id = (select current_setting(''sotto.restaurant'', true)))',
                     'of_the_restaurant_' || part, held, part);
    end loop;
    execute format('create policy of_the_log on %I to sotto_intake using (true) with check (true)', held);
  end loop;
  -- The trigger writes edits as the tables' owner, whom the forced policies would stop too.
  execute format('create policy of_the_trigger on restaurant_edits to %I using (true) with check (true)', current_user);
end $$;
grant insert on restaurant_edits to sotto_desk;
grant select on customers to sotto_desk;
-- For other tools: their logins are granted this role and name the restaurant as ours do.
grant usage on schema "${flyway:defaultSchema}" to sotto_editor;
grant select, update (config) on restaurants to sotto_editor;
grant select on restaurant_edits to sotto_editor;

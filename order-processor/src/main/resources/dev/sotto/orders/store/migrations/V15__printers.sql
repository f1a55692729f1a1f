-- How each printer stands that anything was ever to come out of. Who prints on it holds it until then.
create table printers (
  restaurant_id text        not null,
  printer_id    text        not null,
  held_until    timestamptz,
  due_at        timestamptz not null default now(),
  tries         int         not null default 0,
  -- True once it has answered a question for its state: from then on its silence means something.
  answers       boolean     not null default false,
  trouble       text,
  trouble_says  text,
  trouble_since timestamptz,
  printed_at    timestamptz,
  primary key (restaurant_id, printer_id)
);
create index printers_in_trouble on printers (restaurant_id, printer_id) where trouble is not null;

-- What is to come out of a printer: an event of an order, and nothing of what it says. A row whose printing was begun and is
-- not done may be on paper already.
create table print_jobs (
  restaurant_id text        not null,
  printer_id    text        not null,
  event_id      text        not null,
  order_id      text        not null,
  nth           bigint      generated always as identity,
  happened_at   timestamptz not null,
  queued_at     timestamptz not null default now(),
  begun_at      timestamptz,
  printed_at    timestamptz,
  skipped_at    timestamptz,
  primary key (restaurant_id, printer_id, event_id),
  foreign key (restaurant_id, printer_id) references printers on delete cascade
);
create index print_jobs_waiting on print_jobs (restaurant_id, printer_id, nth)
  where printed_at is null and skipped_at is null;
create index print_jobs_skipped on print_jobs (restaurant_id, printer_id, skipped_at) where skipped_at is not null;
create index print_jobs_over on print_jobs (queued_at) where printed_at is not null or skipped_at is not null;

do $$
declare
  held text;
begin
  foreach held in array array['printers', 'print_jobs'] loop
    execute format('alter table %I enable row level security', held);
    execute format('alter table %I force row level security', held);
    execute format('create policy of_the_restaurant on %I to sotto_desk '
                   'using (restaurant_id = (select current_setting(''sotto.restaurant'', true))) '
                   'with check (restaurant_id = (select current_setting(''sotto.restaurant'', true)))', held);
    execute format('create policy of_the_log on %I to sotto_intake using (true) with check (true)', held);
    execute format('create policy of_the_owner on %I to %I using (true) with check (true)', held, current_user);
    execute format('grant select, insert, update, delete on %I to sotto_intake', held);
    execute format('grant select on %I to sotto_desk', held);
  end loop;
end $$;

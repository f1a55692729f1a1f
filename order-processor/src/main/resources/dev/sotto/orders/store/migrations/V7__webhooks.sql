-- Where a restaurant wants its orders told to. Position is as far as its events have been queued for it.
create table webhooks (
  restaurant_id   text        not null,
  webhook_id      text        not null,
  url             text        not null,
  kinds           text[]      not null,
  secret          text        not null,
  position        bigint      not null,
  created_at      timestamptz not null default now(),
  failing_since   timestamptz,
  disabled_at     timestamptz,
  disabled_reason text,
  primary key (restaurant_id, webhook_id)
);

-- Each event that a webhook is still to be told of, or was lately: one row however often it is tried.
create table webhook_deliveries (
  restaurant_id text        not null,
  webhook_id    text        not null,
  event_id      text        not null,
  kind          text        not null,
  queued_at     timestamptz not null default now(),
  tries         int         not null default 0,
  due_at        timestamptz not null default now(),
  delivered_at  timestamptz,
  given_up_at   timestamptz,
  last_answer   text,
  primary key (restaurant_id, webhook_id, event_id),
  foreign key (restaurant_id, webhook_id) references webhooks on delete cascade
);
create index webhook_deliveries_due on webhook_deliveries (restaurant_id, webhook_id, due_at)
  where delivered_at is null and given_up_at is null;
create index webhook_deliveries_over on webhook_deliveries (queued_at)
  where delivered_at is not null or given_up_at is not null;

do $$
declare
  held text;
begin
  foreach held in array array['webhooks', 'webhook_deliveries'] loop
    execute format('alter table %I enable row level security', held);
    execute format('alter table %I force row level security', held);
    execute format('create policy of_the_restaurant on %I to sotto_desk '
                   'using (restaurant_id = (select current_setting(''sotto.restaurant'', true))) '
                   'with check (restaurant_id = (select current_setting(''sotto.restaurant'', true)))', held);
    execute format('create policy of_the_log on %I to sotto_intake using (true) with check (true)', held);
    execute format('create policy of_the_owner on %I to %I using (true) with check (true)', held, current_user);
    execute format('grant select, insert, update, delete on %I to sotto_intake', held);
  end loop;
end $$;
-- A secret is written by the desk and never read by it.
grant select (restaurant_id, webhook_id, url, kinds, position, created_at, failing_since, disabled_at, disabled_reason),
  insert, delete, update (failing_since, disabled_at, disabled_reason) on webhooks to sotto_desk;
grant select on webhook_deliveries to sotto_desk;

-- How and when the guest gets it, as he said it; and where the order stands in the restaurant's own count, so that its
-- number does not depend on which events happened to be applied together.
alter table orders
  add column service        text,
  add column wanted_at      timestamptz,
  add column address        text,
  add column first_position bigint;

update orders o
   set service        = e.body ->> 'service',
       wanted_at      = (e.body ->> 'wantedAt')::timestamptz,
       address        = e.body ->> 'address',
       first_position = e.position
  from order_events e
 where (e.restaurant_id, e.order_id) = (o.restaurant_id, o.order_id) and e.type = 'OrderPlaced';

update orders set first_position = position where first_position is null;
alter table orders alter column first_position set not null;

-- Two parts are played here, and the application's login owns nothing and may nothing before it says which: the desk
-- serves people of one restaurant, the intake writes what the log says of all of them.
do $$
declare
  part text;
begin
  foreach part in array array['sotto_desk', 'sotto_intake'] loop
    begin
      execute format('create role %I nologin', part);
    exception when duplicate_object or unique_violation then
      null; -- roles belong to the whole server: another database of it has them already
    end;
    execute format('grant %I to %I with inherit false, set true', part, '${application}');
  end loop;
end $$;

grant usage on schema "${flyway:defaultSchema}" to sotto_desk, sotto_intake;
grant select, insert, update, delete on order_events, restaurant_counters, consumer_offsets, orders, order_lines,
  order_marks, commands, command_receipts to sotto_intake;
grant select on order_events, restaurant_counters, orders, order_lines, order_marks, commands, command_receipts to sotto_desk;
grant insert on commands, command_receipts to sotto_desk;

-- A query that forgets its restaurant finds nothing, and one that names another finds nothing either.
do $$
declare
  held text;
begin
  foreach held in array array['order_events', 'restaurant_counters', 'orders', 'order_lines', 'order_marks', 'commands',
                              'command_receipts'] loop
    execute format('alter table %I enable row level security', held);
    execute format('alter table %I force row level security', held);
    execute format('create policy of_the_restaurant on %I to sotto_desk '
                   'using (restaurant_id = (select current_setting(''sotto.restaurant'', true))) '
                   'with check (restaurant_id = (select current_setting(''sotto.restaurant'', true)))', held);
    execute format('create policy of_the_log on %I to sotto_intake using (true) with check (true)', held);
  end loop;
end $$;

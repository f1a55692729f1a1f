-- Lines and marks are written with their order in one transaction, from its events, and dropped by no one else: looking up the
-- order for each of them once more guards nothing.
alter table order_lines drop constraint order_lines_restaurant_id_order_id_fkey;
alter table order_marks drop constraint order_marks_restaurant_id_order_id_fkey;

-- A row for the orders the kitchen has spoken of; all others need none.
alter table order_marks no force row level security;
delete from order_marks where marks in ('{}', '{"rushed": false}');
alter table order_marks force row level security;

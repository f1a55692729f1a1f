-- What guests had to pay and what they were given back. A paper is written once and never touched: it is numbered without
-- gaps in the transaction that stores the event it follows from, receipts and credit notes each by themselves.
create table receipts (
  restaurant_id text        not null,
  order_id      text        not null,
  -- The papers of an order are counted; refers_to is the receipt that a credit note takes back, so counted.
  nth           int         not null,
  kind          text        not null check (kind in ('RECEIPT', 'CREDIT_NOTE')),
  number        bigint      not null,
  refers_to     int,
  position      bigint      not null,
  issued_at     timestamptz not null,
  cause         text,
  reason        text,
  by            text,
  currency      text        not null,
  total_minor   bigint      not null,
  lines         jsonb       not null,
  taxes         jsonb       not null,
  primary key (restaurant_id, order_id, nth),
  check ((kind = 'CREDIT_NOTE') = (refers_to is not null))
);
create unique index receipts_number on receipts (restaurant_id, kind, number);
create index receipts_issued on receipts (restaurant_id, issued_at desc, order_id, nth);

alter table restaurant_counters
  add column receipt_number bigint not null default 0,
  add column credit_number  bigint not null default 0;
alter table orders add column refunded_minor bigint not null default 0;

create or replace view customers with (security_invoker = true) as
select restaurant_id, customer_phone as phone, max(customer_name) as name, count(*) as orders,
       sum(total_minor - refunded_minor) filter (where status <> 'CANCELLED') as total_minor, min(placed_at) as first_at,
       max(placed_at) as last_at
  from orders where customer_phone is not null group by restaurant_id, customer_phone;

alter table receipts enable row level security;
alter table receipts force row level security;
create policy of_the_restaurant on receipts to sotto_desk
  using (restaurant_id = (select current_setting('sotto.restaurant', true)))
  with check (restaurant_id = (select current_setting('sotto.restaurant', true)));
create policy of_the_log on receipts to sotto_intake using (true) with check (true);
do $$
begin
  execute format('create policy of_the_owner on receipts to %I using (true) with check (true)', current_user);
end $$;
grant select on receipts to sotto_desk;
grant select, insert on receipts to sotto_intake;

-- The one way out: when an operator puts tables that were made anew from the log in the place of these.
create function receipts_make_way() returns void language sql security definer
set search_path = "${flyway:defaultSchema}", pg_temp as 'delete from receipts';
revoke all on function receipts_make_way from public;
grant execute on function receipts_make_way to sotto_intake;

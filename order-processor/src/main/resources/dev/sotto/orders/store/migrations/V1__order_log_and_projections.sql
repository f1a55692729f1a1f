-- The order events as they were applied. Everything below but consumer_offsets can be rebuilt from this table.
create table order_events (
  restaurant_id text        not null,
  event_id      text        not null,
  order_id      text        not null,
  version       bigint      not null,
  call_id       text,
  type          text        not null,
  body          jsonb       not null,
  occurred_at   timestamptz not null,
  topic         text        not null,
  partition     int         not null,
  "offset"      bigint      not null,
  -- The restaurant's own count of its events, without gaps: what a screen resumes from.
  position      bigint      not null,
  stored_at     timestamptz not null default now(),
  primary key (restaurant_id, event_id)
);
create unique index order_events_position on order_events (restaurant_id, position);
create index order_events_order on order_events (restaurant_id, order_id, version);

-- Locked until commit by whoever writes for the restaurant, so positions become visible in their order.
create table restaurant_counters (
  restaurant_id text   primary key,
  position      bigint not null default 0,
  order_number  bigint not null default 0
);

-- The next offset to apply. Moved in the transaction that writes the batch: a batch behind it writes nothing.
create table consumer_offsets (
  topic       text   not null,
  partition   int    not null,
  next_offset bigint not null,
  primary key (topic, partition)
);

create table orders (
  restaurant_id  text        not null,
  order_id       text        not null,
  number         bigint      not null,
  call_id        text,
  channel        text        not null,
  table_number   text,
  customer_phone text,
  customer_name  text,
  language       text        not null,
  status         text        not null,
  status_reason  text,
  total_minor    bigint      not null,
  currency       text        not null,
  version        bigint      not null,
  position       bigint      not null,
  placed_at      timestamptz not null,
  changed_at     timestamptz not null,
  primary key (restaurant_id, order_id)
);
create index orders_position on orders (restaurant_id, position);
create index orders_open on orders (restaurant_id, status, position);

create table order_lines (
  restaurant_id    text   not null,
  order_id         text   not null,
  line_no          int    not null,
  line_id          text   not null,
  item_id          text   not null,
  name             text   not null,
  station          text,
  quantity         int    not null check (quantity > 0),
  unit_price_minor bigint not null,
  total_minor      bigint not null,
  options          jsonb  not null,
  added            jsonb  not null,
  removed          jsonb  not null,
  note             text,
  primary key (restaurant_id, order_id, line_no),
  foreign key (restaurant_id, order_id) references orders on delete cascade
);

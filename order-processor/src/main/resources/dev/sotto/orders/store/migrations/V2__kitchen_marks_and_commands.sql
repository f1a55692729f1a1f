-- What the kitchen said of an order; the order itself stays as the guest spoke it.
create table order_marks (
  restaurant_id text  not null,
  order_id      text  not null,
  marks         jsonb not null,
  primary key (restaurant_id, order_id),
  foreign key (restaurant_id, order_id) references orders on delete cascade
);

-- Events that were decided here and are on their way to the log. A row goes when its event comes back from there, so
-- that a crash between the decision and the log loses nothing; until then it counts in the next decision.
create table commands (
  restaurant_id text        not null,
  event_id      text        not null,
  order_id      text        not null,
  version       bigint      not null,
  call_id       text,
  type          text        not null,
  body          jsonb       not null,
  decided_at    timestamptz not null,
  primary key (restaurant_id, event_id)
);
create index commands_order on commands (restaurant_id, order_id, version);
create index commands_waiting on commands (decided_at);

-- What was answered to a request, so that the same request sent again is answered the same and does nothing.
create table command_receipts (
  restaurant_id text        not null,
  key           text        not null,
  fingerprint   text        not null,
  version       bigint      not null,
  answered_at   timestamptz not null default now(),
  primary key (restaurant_id, key)
);
create index command_receipts_age on command_receipts (answered_at);

-- A fresh screen reads what is open and what has just left the kitchen.
create index orders_left on orders (restaurant_id, changed_at) where status in ('READY', 'SERVED');

-- A call in a list names its orders.
create index orders_call on orders (restaurant_id, call_id) where call_id is not null;

-- What has left the kitchen lately is looked for among what waits to be fetched, not among all that ever was.
create index orders_ready on orders (restaurant_id, changed_at) where status = 'READY';
drop index orders_left;

-- The last letters of a webhook.
create index webhook_deliveries_newest on webhook_deliveries (restaurant_id, webhook_id, queued_at desc);

-- No query asks for a guest's orders by his number as it was said.
drop index orders_customer;

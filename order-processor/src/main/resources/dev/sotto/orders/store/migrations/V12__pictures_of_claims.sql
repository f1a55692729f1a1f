-- Whether the guest was told that he may send pictures.
alter table claims add column evidence boolean not null default false;
-- A link names a claim and no restaurant.
create index claims_asked on claims (claim_id) where evidence;

-- What guests sent; it does not follow from the log, and goes after some months or with its guest.
create table claim_pictures (
  restaurant_id text        not null,
  claim_id      text        not null,
  picture_id    text        not null,
  kind          text        not null check (kind in ('image/jpeg', 'image/png', 'image/webp')),
  bytes         bytea       not null check (octet_length(bytes) <= 5242880),
  added_at      timestamptz not null,
  primary key (restaurant_id, claim_id, picture_id)
);
create index claim_pictures_added on claim_pictures (added_at);
-- They are pressed together already.
alter table claim_pictures alter column bytes set storage external;

alter table claim_pictures enable row level security;
alter table claim_pictures force row level security;
create policy of_the_restaurant on claim_pictures to sotto_desk
  using (restaurant_id = (select current_setting('sotto.restaurant', true)))
  with check (restaurant_id = (select current_setting('sotto.restaurant', true)));
create policy of_the_log on claim_pictures to sotto_intake using (true) with check (true);
grant select, insert, update (added_at) on claim_pictures to sotto_desk;
grant select, delete on claim_pictures to sotto_intake;

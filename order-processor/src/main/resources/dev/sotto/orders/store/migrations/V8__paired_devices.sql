-- What a device is called and for, and by whom it was paired; earpieces that were given a token by hand have none of it.
alter table devices
  add column name      text,
  add column station   text,
  add column paired_at timestamptz,
  add column paired_by text;

-- Devices that wait to be approved. They are nobody's until a manager types their code; of both codes only keyed digests
-- are kept.
create table pairings (
  device_code      text        primary key,
  user_code        text        not null unique,
  restaurant_id    text,
  purpose          text        not null,
  station          text,
  device_id        text,
  asked_at         timestamptz not null default now(),
  expires_at       timestamptz not null,
  interval_seconds int         not null,
  next_poll_at     timestamptz not null default now(),
  refused_at       timestamptz,
  approved_at      timestamptz,
  redeemed_at      timestamptz
);
create index pairings_expire on pairings (expires_at);

-- Who may renew its token. Revoking a device deletes the row.
create table device_grants (
  restaurant_id text        not null,
  device_id     text        not null,
  purpose       text        not null,
  station       text,
  generation    bigint      not null default 0,
  good_until    timestamptz not null,
  primary key (restaurant_id, device_id)
);

-- A third part: the porter speaks with devices that nobody knows yet, and can reach nothing but what they wait for.
do $$
declare
  held text;
begin
  begin
    create role sotto_porter nologin;
  exception when duplicate_object or unique_violation then null;
  end;
  execute format('grant sotto_porter to %I with inherit false, set true', '${application}');
  foreach held in array array['pairings', 'device_grants'] loop
    execute format('alter table %I enable row level security', held);
    execute format('alter table %I force row level security', held);
    execute format('create policy of_the_porter on %I to sotto_porter using (true) with check (true)', held);
    execute format('grant select, insert, update, delete on %I to sotto_porter', held);
  end loop;
end $$;
grant usage on schema "${flyway:defaultSchema}" to sotto_porter;

-- Whoever knows its code may take a waiting device into his own restaurant, and nobody takes it out of another.
create policy of_the_restaurant on pairings to sotto_desk
  using (restaurant_id is null or restaurant_id = (select current_setting('sotto.restaurant', true)))
  with check (restaurant_id = (select current_setting('sotto.restaurant', true)));
grant select, update (restaurant_id, purpose, station, device_id, expires_at, refused_at, approved_at) on pairings to sotto_desk;

create policy of_the_restaurant on device_grants to sotto_desk
  using (restaurant_id = (select current_setting('sotto.restaurant', true)))
  with check (restaurant_id = (select current_setting('sotto.restaurant', true)));
create policy of_the_log on device_grants to sotto_intake using (true) with check (true);
grant select, delete on device_grants to sotto_desk, sotto_intake;

grant insert, update (name, revoked_at) on devices to sotto_desk;

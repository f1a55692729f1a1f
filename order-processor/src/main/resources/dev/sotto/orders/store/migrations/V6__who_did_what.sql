-- Who asked for what to be done, written down before it is done; and what came of it. Rows are added and never touched:
-- not even the log's part may change or remove one.
create table audit_log (
  restaurant_id text        not null,
  audit_id      text        not null,
  asked_at      timestamptz not null,
  issuer        text        not null,
  subject       text        not null,
  role          text        not null,
  command       text        not null,
  target        text        not null,
  primary key (restaurant_id, audit_id)
);
create index audit_log_asked on audit_log (restaurant_id, asked_at desc, audit_id desc);

create table audit_outcomes (
  restaurant_id text        not null,
  audit_id      text        not null,
  status        int         not null,
  answered_at   timestamptz not null default now(),
  primary key (restaurant_id, audit_id)
);

do $$
declare
  held text;
begin
  foreach held in array array['audit_log', 'audit_outcomes'] loop
    execute format('alter table %I enable row level security', held);
    execute format('alter table %I force row level security', held);
    execute format('grant select, insert on %I to sotto_desk', held);
    execute format('create policy of_the_restaurant on %I to sotto_desk '
                   'using (restaurant_id = (select current_setting(''sotto.restaurant'', true))) '
                   'with check (restaurant_id = (select current_setting(''sotto.restaurant'', true)))', held);
  end loop;
end $$;

-- What proves that a link to send pictures by is ours: drawn once, the same for all nodes, read by the intake alone.
create table evidence_keys (
  key      bytea       not null check (octet_length(key) = 32),
  drawn_at timestamptz not null default now()
);
create unique index evidence_keys_one on evidence_keys ((true));

-- Three random ids hold 366 random bits; the digest is as long as a key must be.
insert into evidence_keys (key)
values (sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())));

grant select on evidence_keys to sotto_intake;

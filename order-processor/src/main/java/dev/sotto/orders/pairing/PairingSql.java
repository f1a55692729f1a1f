package dev.sotto.orders.pairing;

/** The statements of pairing. Whatever must happen once happens in one of them, or behind a lock on its row. */
final class PairingSql {

    private PairingSql() {}

    static final String TIDY = "delete from pairings where expires_at < now() - interval '10 minutes'";

    /** Nothing where too many wait already, or somebody waits with the same code. */
    static final String ASK = """
            insert into pairings (device_code, user_code, purpose, expires_at, interval_seconds)
            select :device, :user, :purpose, now() + make_interval(secs => :life), :interval
             where (select count(*) from pairings where redeemed_at is null) < :most
            on conflict do nothing
            """;

    static final String WAITS = """
            select purpose, station, restaurant_id, device_id, expires_at <= now() as expired, next_poll_at > now() as early,
                   refused_at is not null as refused, approved_at is not null as approved, redeemed_at is not null as redeemed
              from pairings where device_code = :device for update
            """;

    /** A second early is not too early: clocks and networks are not exact. */
    static final String POLLED = """
            update pairings set interval_seconds = least(interval_seconds + :more, 60),
                   next_poll_at = now() + make_interval(secs => least(interval_seconds + :more, 60) - 1)
             where device_code = :device
            """;

    static final String REDEEM = "update pairings set redeemed_at = now() where device_code = :device";

    static final String GRANT = """
            insert into device_grants (restaurant_id, device_id, purpose, station, good_until)
            values (:restaurant, :deviceId, :purpose, :station, now() + make_interval(secs => :life))
            """;

    static final String GRANTED = """
            select purpose, station, generation, good_until <= now() as over from device_grants
             where (restaurant_id, device_id) = (:restaurant, :deviceId) for update
            """;

    static final String RENEW = """
            update device_grants set generation = :generation, good_until = now() + make_interval(secs => :life)
             where (restaurant_id, device_id) = (:restaurant, :deviceId)
            """;

    static final String END_GRANT =
            "delete from device_grants where (restaurant_id, device_id) = (:restaurant, :deviceId)";

    private static final String STILL_WAITS =
            "user_code = :code and approved_at is null and refused_at is null and expires_at > now()";

    static final String FIND =
            "select purpose, asked_at, expires_at from pairings where restaurant_id is null and " + STILL_WAITS;

    /** Of two who approve at the same moment the second waits for the first and then finds nothing that waits. */
    static final String APPROVE = """
            with won as (
              update pairings set restaurant_id = :restaurant, purpose = :purpose, station = :station, device_id = :deviceId,
                     approved_at = now(), expires_at = greatest(expires_at, now() + interval '1 minute')
               where\s""" + STILL_WAITS + """
             returning device_id
            )
            insert into devices (restaurant_id, device_id, kind, station, name, first_seen_at, last_seen_at, paired_at, paired_by)
            select :restaurant, device_id, :purpose, :station, :name, now(), now(), now(), :by from won
            returning device_id
            """;

    static final String REFUSE =
            "update pairings set restaurant_id = :restaurant, refused_at = now() where " + STILL_WAITS;

    static final String RENAME = """
            update devices set name = :name where (restaurant_id, device_id) = (:restaurant, :deviceId) returning device_id
            """;

    static final String IS_OURS =
            "select device_id from devices where (restaurant_id, device_id) = (:restaurant, :deviceId)";

    static final String REVOKED = """
            update devices set revoked_at = coalesce(revoked_at, now())
             where (restaurant_id, device_id) = (:restaurant, :deviceId)
            """;
}

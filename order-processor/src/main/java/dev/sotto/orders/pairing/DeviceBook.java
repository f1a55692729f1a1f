package dev.sotto.orders.pairing;

import dev.sotto.orders.store.Postgres;
import dev.sotto.orders.store.Reach;
import io.r2dbc.spi.Readable;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import reactor.core.publisher.Mono;

/** The manager's side: a code that waits, and the devices of his restaurant. */
final class DeviceBook {

    private static final int ID_BYTES = 10;

    private final Postgres postgres;
    private final DatabaseClient client;
    private final SecureRandom random = new SecureRandom();

    /** A device that waits, as it says of itself. */
    record Waiting(Purpose purpose, Instant askedAt, Instant expiresAt) {}

    /** What a manager makes of it. */
    record Wanted(Purpose purpose, @Nullable String station, String name, String by) {}

    DeviceBook(Postgres postgres) {
        this.postgres = postgres;
        this.client = postgres.client();
    }

    /** Empty for a code nobody waits with, whatever the reason. */
    Mono<Waiting> find(String restaurantId, String digest) {
        return postgres.reading(
                        Reach.of(restaurantId),
                        client.sql(PairingSql.FIND)
                                .bind("code", digest)
                                .map(DeviceBook::waiting)
                                .all())
                .next();
    }

    /** The new device's id, unlike that of any other restaurant's; empty for a code nobody waits with. */
    Mono<String> approve(String restaurantId, String digest, Wanted wanted) {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        GenericExecuteSpec approve = of(restaurantId, "device-" + HexFormat.of().formatHex(id), PairingSql.APPROVE)
                .bind("code", digest)
                .bind("purpose", wanted.purpose().word())
                .bind("name", wanted.name())
                .bind("by", wanted.by());
        return told(restaurantId, Threshold.station(approve, wanted.station()));
    }

    /** False for a code nobody waits with. */
    Mono<Boolean> refuse(String restaurantId, String digest) {
        return postgres.inTransaction(
                        Reach.of(restaurantId),
                        client.sql(PairingSql.REFUSE)
                                .bind("restaurant", restaurantId)
                                .bind("code", digest)
                                .fetch()
                                .rowsUpdated())
                .map(rows -> rows == 1);
    }

    /** Empty when there is no such device. */
    Mono<String> rename(String restaurantId, String deviceId, String name) {
        return told(restaurantId, of(restaurantId, deviceId, PairingSql.RENAME).bind("name", name));
    }

    /** The id of the restaurant's device; empty when it has none of that id. */
    Mono<String> ours(String restaurantId, String deviceId) {
        return told(restaurantId, of(restaurantId, deviceId, PairingSql.IS_OURS));
    }

    /** It is renewed no more. The log's part writes the same two in the same order, so that neither waits for the other. */
    Mono<Void> revoked(String restaurantId, String deviceId) {
        return postgres.inTransaction(
                Reach.of(restaurantId),
                of(restaurantId, deviceId, PairingSql.REVOKED)
                        .then()
                        .then(of(restaurantId, deviceId, PairingSql.END_GRANT).then()));
    }

    private Mono<String> told(String restaurantId, GenericExecuteSpec sql) {
        return postgres.inTransaction(
                Reach.of(restaurantId),
                sql.map(row -> Objects.requireNonNull(row.get("device_id", String.class)))
                        .one());
    }

    private GenericExecuteSpec of(String restaurantId, String deviceId, String sql) {
        return client.sql(sql).bind("restaurant", restaurantId).bind("deviceId", deviceId);
    }

    private static Waiting waiting(Readable row) {
        return new Waiting(
                Objects.requireNonNull(Purpose.named(row.get("purpose", String.class))),
                time(row, "asked_at"),
                time(row, "expires_at"));
    }

    private static Instant time(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, OffsetDateTime.class)).toInstant();
    }
}

package dev.sotto.orders.pairing;

import dev.sotto.orders.pairing.DeviceIssuer.Renewal;
import dev.sotto.orders.store.Postgres;
import dev.sotto.orders.store.Reach;
import io.r2dbc.spi.Readable;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import reactor.core.publisher.Mono;

/**
 * The device's side: nobody knows who asks, so it can reach nothing but its own row. A renewal names the one after it, so
 * that an answer that was lost is asked for again and nothing is locked out; one from before that has been copied, and then
 * neither copy is renewed any more.
 */
final class Threshold {

    private static final Logger LOG = LoggerFactory.getLogger(Threshold.class);
    private static final int CODE_BYTES = 32;
    /** A row is some 300 bytes; more than that wait nowhere. */
    private static final int MOST_WAITING = 10_000;

    private static final int SLOWER_BY_SECONDS = 5;

    private final Postgres postgres;
    private final DatabaseClient client;
    private final DeviceIssuer issuer;
    private final PairingSettings settings;
    private final SecureRandom random = new SecureRandom();

    /** The codes of a device that waits. */
    record Codes(String deviceCode, String userCode) {}

    Threshold(Postgres postgres, DeviceIssuer issuer, PairingSettings settings) {
        this.postgres = postgres;
        this.client = postgres.client();
        this.issuer = issuer;
        this.settings = settings;
    }

    /** Empty when too many wait. */
    Mono<Codes> ask(Purpose purpose, int intervalSeconds) {
        byte[] secret = new byte[CODE_BYTES];
        random.nextBytes(secret);
        Codes codes = new Codes(Base64.getUrlEncoder().withoutPadding().encodeToString(secret), UserCode.next(random));
        return porter(client.sql(PairingSql.TIDY)
                        .then()
                        .then(client.sql(PairingSql.ASK)
                                .bind("device", issuer.digest(codes.deviceCode()))
                                .bind("user", issuer.digest(codes.userCode()))
                                .bind("purpose", purpose.word())
                                .bind("life", settings.codeLife().toSeconds())
                                .bind("interval", intervalSeconds)
                                .bind("most", MOST_WAITING)
                                .fetch()
                                .rowsUpdated()))
                .filter(rows -> rows == 1)
                .map(rows -> codes);
    }

    /** A device asks whether it was approved. */
    Mono<Polled> poll(String deviceCode) {
        String digest = issuer.digest(deviceCode);
        return porter(client.sql(PairingSql.WAITS)
                .bind("device", digest)
                .map(Threshold::standing)
                .one()
                .flatMap(standing -> settle(digest, standing))
                .defaultIfEmpty(Polled.UNKNOWN));
    }

    private sealed interface Standing {

        record Waits(Polled told, int slowerBySeconds) implements Standing {}

        record Over(Polled told) implements Standing {}

        record Approved(Grant grant) implements Standing {}
    }

    private static Standing standing(Readable row) {
        if (is(row, "redeemed")) {
            return new Standing.Over(Polled.UNKNOWN);
        }
        if (is(row, "refused")) {
            return new Standing.Over(Polled.DENIED);
        }
        if (is(row, "expired")) {
            return new Standing.Over(Polled.EXPIRED);
        }
        if (is(row, "early")) {
            return new Standing.Waits(Polled.SLOWER, SLOWER_BY_SECONDS);
        }
        return is(row, "approved")
                ? new Standing.Approved(grant(row, text(row, "restaurant_id"), text(row, "device_id"), 0))
                : new Standing.Waits(Polled.PENDING, 0);
    }

    private Mono<Polled> settle(String digest, Standing standing) {
        return switch (standing) {
            case Standing.Over(Polled told) -> Mono.just(told);
            case Standing.Waits(Polled told, int slower) ->
                client.sql(PairingSql.POLLED)
                        .bind("device", digest)
                        .bind("more", slower)
                        .then()
                        .thenReturn(told);
            case Standing.Approved(Grant grant) ->
                client.sql(PairingSql.REDEEM)
                        .bind("device", digest)
                        .then()
                        .then(station(of(grant, PairingSql.GRANT), grant.station())
                                .bind("purpose", grant.purpose().word())
                                .bind("life", settings.renewable().toSeconds())
                                .then())
                        .thenReturn(new Polled.Granted(grant));
        };
    }

    /** A device that was approved once goes on. */
    Mono<Polled> renew(Renewal shown) {
        Grant asked = new Grant(shown.restaurantId(), shown.deviceId(), Purpose.BOARD, null, shown.generation());
        return porter(of(asked, PairingSql.GRANTED)
                .map(row -> renewal(row, shown))
                .one()
                .flatMap(standing -> renew(asked, standing))
                .defaultIfEmpty(Polled.UNKNOWN));
    }

    private static Standing renewal(Readable row, Renewal shown) {
        boolean copied = required(row, "generation", Long.class) > shown.generation();
        return is(row, "over") || copied
                ? new Standing.Over(Polled.UNKNOWN)
                : new Standing.Approved(grant(row, shown.restaurantId(), shown.deviceId(), shown.generation()));
    }

    private Mono<Polled> renew(Grant asked, Standing standing) {
        if (!(standing instanceof Standing.Approved(Grant grant))) {
            LOG.warn(
                    "Device {} of {} showed an old renewal: it or a copy of it must be paired anew",
                    asked.deviceId(),
                    asked.restaurantId());
            return of(asked, PairingSql.END_GRANT).then().thenReturn(Polled.UNKNOWN);
        }
        return of(grant, PairingSql.RENEW)
                .bind("generation", grant.generation())
                .bind("life", settings.renewable().toSeconds())
                .then()
                .thenReturn(new Polled.Granted(grant));
    }

    private <T> Mono<T> porter(Mono<T> work) {
        return postgres.inTransaction(Reach.porter(), work);
    }

    private GenericExecuteSpec of(Grant grant, String sql) {
        return client.sql(sql).bind("restaurant", grant.restaurantId()).bind("deviceId", grant.deviceId());
    }

    static GenericExecuteSpec station(GenericExecuteSpec sql, @Nullable String station) {
        return station == null ? sql.bindNull("station", String.class) : sql.bind("station", station);
    }

    private static Grant grant(Readable row, String restaurantId, String deviceId, long generation) {
        return new Grant(
                restaurantId,
                deviceId,
                Objects.requireNonNull(Purpose.named(text(row, "purpose"))),
                row.get("station", String.class),
                generation);
    }

    private static boolean is(Readable row, String column) {
        return required(row, column, Boolean.class);
    }

    private static String text(Readable row, String column) {
        return required(row, column, String.class);
    }

    private static <T> T required(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}

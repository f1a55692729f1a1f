package dev.sotto.orders.evidence;

import dev.sotto.orders.store.Postgres;
import dev.sotto.orders.store.Reach;
import io.r2dbc.spi.Readable;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** The pictures of claims; each lies with its restaurant and can be reached by nobody of another. */
final class Album {

    static final int MOST_PICTURES = 5;

    /** Who shows a link has proven that it is of this claim; of which restaurant that is, only the log knows. */
    private static final String FIND = """
            select c.restaurant_id, c.opened_at, c.description = '' as erased, coalesce(r.name, '') as house,
                   coalesce(r.language, 'en') as language,
                   (select count(*) from claim_pictures p
                     where (p.restaurant_id, p.claim_id) = (c.restaurant_id, c.claim_id))::int as pictures
              from claims c left join restaurants r on r.restaurant_id = c.restaurant_id
             where c.claim_id = :claim and c.evidence
            """;

    /** Of two telephones that send at once the second waits, and then counts what the first has sent. */
    private static final String ONE_AFTER_THE_OTHER = "select pg_advisory_xact_lock(hashtextextended(:claim, 0))";

    private static final String ADD = """
            insert into claim_pictures (restaurant_id, claim_id, picture_id, kind, bytes, added_at)
            select :restaurant, :claim, :picture, :kind, :bytes, :now
             where (select count(*) from claim_pictures
                     where (restaurant_id, claim_id) = (:restaurant, :claim) and picture_id <> :picture) < :most
            on conflict (restaurant_id, claim_id, picture_id) do update set added_at = excluded.added_at
            """;

    /** A row of no picture where there is none. */
    private static final String LIST = """
            select c.opened_at, c.evidence and c.description <> '' as asked, p.picture_id, p.kind,
                   octet_length(p.bytes) as size, p.added_at
              from claims c left join claim_pictures p using (restaurant_id, claim_id)
             where (c.restaurant_id, c.claim_id) = (:restaurant, :claim) order by p.added_at, p.picture_id
            """;

    private static final String SHOW = """
            select kind, bytes from claim_pictures
             where (restaurant_id, claim_id, picture_id) = (:restaurant, :claim, :picture)
            """;

    private static final String FORGET = "delete from claim_pictures where added_at < :before";

    private final Postgres postgres;
    private final DatabaseClient client;
    private final Clock clock;

    Album(Postgres postgres, Clock clock) {
        this.postgres = postgres;
        this.client = postgres.client();
        this.clock = clock;
    }

    Mono<Case> find(String claimId) {
        return postgres.reading(
                        Reach.everyone(),
                        client.sql(FIND)
                                .bind("claim", claimId)
                                .map(row -> found(claimId, row))
                                .all())
                .next();
    }

    Mono<Arrival> add(Case of, Picture picture) {
        Mono<Long> added = client.sql(ONE_AFTER_THE_OTHER)
                .bind("claim", of.claimId())
                .then()
                .then(client.sql(ADD)
                        .bind("restaurant", of.restaurantId())
                        .bind("claim", of.claimId())
                        .bind("picture", picture.id())
                        .bind("kind", picture.kind().type())
                        .bind("bytes", ByteBuffer.wrap(picture.bytes()))
                        .bind("now", now())
                        .bind("most", MOST_PICTURES)
                        .fetch()
                        .rowsUpdated());
        return postgres.inTransaction(Reach.of(of.restaurantId()), added)
                .map(rows -> rows == 1 ? Arrival.KEPT : Arrival.ONE_TOO_MANY);
    }

    /** One picture, without it. */
    record Entry(String id, String type, int bytes, Instant at) {}

    /** What a manager is shown of a claim. */
    record Sheet(Instant opened, boolean asked, List<Entry> pictures) {}

    private record Line(
            Instant opened, boolean asked, @Nullable Entry entry) {}

    Mono<Sheet> sheet(String restaurantId, String claimId) {
        return postgres.reading(
                        Reach.of(restaurantId),
                        client.sql(LIST)
                                .bind("restaurant", restaurantId)
                                .bind("claim", claimId)
                                .map(Album::line)
                                .all())
                .collectList()
                .filter(lines -> !lines.isEmpty())
                .map(lines -> new Sheet(
                        lines.getFirst().opened(),
                        lines.getFirst().asked(),
                        lines.stream().map(Line::entry).filter(Objects::nonNull).toList()));
    }

    Mono<Picture> picture(String restaurantId, String claimId, String pictureId) {
        return postgres.reading(
                        Reach.of(restaurantId),
                        client.sql(SHOW)
                                .bind("restaurant", restaurantId)
                                .bind("claim", claimId)
                                .bind("picture", pictureId)
                                .map(row -> new Picture(
                                        pictureId,
                                        Picture.Kind.of(text(row, "kind")),
                                        bytes(Objects.requireNonNull(row.get("bytes", ByteBuffer.class)))))
                                .all())
                .next();
    }

    Mono<Long> forget(Duration olderThan) {
        return postgres.inTransaction(
                Reach.everyone(),
                client.sql(FORGET)
                        .bind("before", now().minus(olderThan))
                        .fetch()
                        .rowsUpdated());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Line line(Readable row) {
        String id = row.get("picture_id", String.class);
        return new Line(
                at(row, "opened_at"),
                Boolean.TRUE.equals(row.get("asked", Boolean.class)),
                id == null
                        ? null
                        : new Entry(
                                id,
                                text(row, "kind"),
                                Objects.requireNonNull(row.get("size", Integer.class)),
                                at(row, "added_at")));
    }

    private static Instant at(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, OffsetDateTime.class)).toInstant();
    }

    private static Case found(String claimId, Readable row) {
        return new Case(
                text(row, "restaurant_id"),
                claimId,
                text(row, "house"),
                text(row, "language"),
                at(row, "opened_at"),
                Objects.requireNonNull(row.get("pictures", Integer.class)),
                Boolean.TRUE.equals(row.get("erased", Boolean.class)));
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }
}

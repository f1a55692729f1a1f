package dev.sotto.orders.webhook;

import dev.sotto.orders.evidence.EvidenceKey;
import dev.sotto.orders.evidence.EvidenceLinks;
import dev.sotto.orders.store.Postgres;
import dev.sotto.orders.store.Reach;
import io.r2dbc.spi.Readable;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is still to be told. It follows from the stored events: a webhook's position moves in the statement that queues what
 * lies behind it, so that each event is queued once, whoever dies when; several processes may empty it together.
 */
final class Outbox {

    /** Positions become visible in their order, so nothing appears behind a position that was passed. */
    private static final String QUEUE = """
            with hooks as (
              select restaurant_id, webhook_id, position, kinds from webhooks where disabled_at is null
                 for update skip locked
            ), news as (
              select h.restaurant_id, h.webhook_id, h.kinds, e.event_id, e.position,
                     case when e.type = 'OrderPlaced' then 'order.placed'
                          when e.type in ('OrderAmended', 'OrderCancelled', 'OrderStatusChanged', 'OrderMovedToTable',
                                          'OrderRefunded')
                          then 'order.changed'
                          when e.type = 'ClaimOpened' and e.evidence then 'claim.evidence_requested' end as kind
                from hooks h cross join lateral (
                  select event_id, position, type, coalesce((body ->> 'evidence')::boolean, false) as evidence
                    from order_events o
                   where o.restaurant_id = h.restaurant_id and o.position > h.position order by o.position limit 500) e
            ), queued as (
              insert into webhook_deliveries (restaurant_id, webhook_id, event_id, kind)
              select restaurant_id, webhook_id, event_id, kind from news where kind = any (kinds)
              on conflict do nothing
            )
            update webhooks w set position = n.last
              from (select restaurant_id, webhook_id, max(position) as last from news group by 1, 2) n
             where (w.restaurant_id, w.webhook_id) = (n.restaurant_id, n.webhook_id)
            """;

    /** A few of each receiver, so that one that stalls holds nobody up; taken for as long as one try may last. */
    private static final String TAKE = """
            with due as (
              select d.restaurant_id, d.webhook_id, d.event_id
                from webhooks w cross join lateral (
                  select * from webhook_deliveries q
                   where (q.restaurant_id, q.webhook_id) = (w.restaurant_id, w.webhook_id)
                     and q.delivered_at is null and q.given_up_at is null and q.due_at <= :now
                   order by q.due_at limit 4 for update skip locked) d
               where w.disabled_at is null limit 64
            )
            update webhook_deliveries d set tries = d.tries + 1, due_at = :taken
              from due, webhooks w, order_events e
             where (d.restaurant_id, d.webhook_id, d.event_id) = (due.restaurant_id, due.webhook_id, due.event_id)
               and (w.restaurant_id, w.webhook_id) = (d.restaurant_id, d.webhook_id)
               and (e.restaurant_id, e.event_id) = (d.restaurant_id, d.event_id)
            returning d.restaurant_id, d.webhook_id, d.event_id, d.tries, w.url, w.secret, e.order_id, e.occurred_at,
              d.kind = 'claim.evidence_requested' as asks,
              json_build_object('type', d.kind, 'timestamp', e.occurred_at, 'data', case d.kind
                when 'claim.evidence_requested' then json_build_object(
                  'restaurantId', e.restaurant_id, 'claimId', e.order_id, 'callId', e.call_id,
                  'category', e.body ->> 'category', 'phone', e.body ->> 'phone')
                else json_build_object(
                  'restaurantId', e.restaurant_id, 'orderId', e.order_id, 'version', e.version, 'event', e.type,
                  'callId', e.call_id, 'order', e.body) end)::text as body
            """;

    private static final String DELIVERED = """
            update webhook_deliveries set delivered_at = :now, last_answer = :answer
             where (restaurant_id, webhook_id, event_id) = (:restaurant, :webhook, :event)
            """;

    private static final String WELL =
            "update webhooks set failing_since = null where (restaurant_id, webhook_id) = (:restaurant, :webhook)"
                    + " and failing_since is not null";

    private static final String FAILED = """
            update webhook_deliveries set due_at = :due, last_answer = :answer,
                   given_up_at = case when :over then :now end
             where (restaurant_id, webhook_id, event_id) = (:restaurant, :webhook, :event)
            """;

    private static final String FAILING = """
            update webhooks set failing_since = coalesce(failing_since, :now),
                   disabled_at = case when :over or coalesce(failing_since, :now) < :patience then :now end,
                   disabled_reason = case when :over or coalesce(failing_since, :now) < :patience then :answer end
             where (restaurant_id, webhook_id) = (:restaurant, :webhook) and disabled_at is null
            """;

    private static final String FORGET = """
            delete from webhook_deliveries
             where queued_at < :before and (delivered_at is not null or given_up_at is not null)
            """;

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Postgres postgres;
    private final DatabaseClient client;
    private final Clock clock;
    private final Duration taken;
    private final EvidenceKey evidence;
    private final Duration givesUpAfter;

    Outbox(Postgres postgres, WebhookSettings settings, EvidenceKey evidence, Clock clock) {
        this.evidence = evidence;
        this.postgres = postgres;
        this.client = postgres.client();
        this.clock = clock;
        this.taken = settings.patience().plusSeconds(30);
        this.givesUpAfter = settings.givesUpAfter();
    }

    Mono<Void> queue() {
        return postgres.inTransaction(Reach.everyone(), client.sql(QUEUE).then());
    }

    /** Nothing is taken before links can be made: a letter without one would break what the guest was told. */
    Flux<Letter> take() {
        return evidence.links().flatMapMany(this::taken);
    }

    private Flux<Letter> taken(EvidenceLinks links) {
        return postgres.inTransaction(
                        Reach.everyone(),
                        client.sql(TAKE)
                                .bind("now", at(Duration.ZERO))
                                .bind("taken", at(taken))
                                .map(row -> letter(row, links))
                                .all()
                                .collectList())
                .flatMapIterable(letters -> letters);
    }

    Mono<Void> settle(Letter letter, Outcome outcome) {
        return postgres.inTransaction(
                Reach.everyone(),
                switch (outcome) {
                    case Outcome.Delivered delivered ->
                        of(letter, client.sql(DELIVERED))
                                .bind("event", letter.eventId())
                                .bind("now", at(Duration.ZERO))
                                .bind("answer", Integer.toString(delivered.status()))
                                .then()
                                .then(of(letter, client.sql(WELL)).then());
                    case Outcome.Failed failed -> failed(letter, failed.why(), false);
                    case Outcome.Unwanted unwanted -> failed(letter, unwanted.why(), true);
                });
    }

    private Mono<Void> failed(Letter letter, String why, boolean unwanted) {
        Duration wait = Schedule.after(letter.tries());
        boolean over = unwanted || wait.isNegative();
        return of(letter, client.sql(FAILED))
                .bind("event", letter.eventId())
                .bind("due", at(over ? Duration.ZERO : wait))
                .bind("answer", why)
                .bind("over", over)
                .bind("now", at(Duration.ZERO))
                .then()
                .then(of(letter, client.sql(FAILING))
                        .bind("now", at(Duration.ZERO))
                        .bind("over", unwanted)
                        .bind("patience", at(givesUpAfter.negated()))
                        .bind("answer", why)
                        .then());
    }

    Mono<Void> forget(Duration olderThan) {
        return postgres.inTransaction(
                Reach.everyone(),
                client.sql(FORGET).bind("before", at(olderThan.negated())).then());
    }

    private OffsetDateTime at(Duration fromNow) {
        return clock.instant().plus(fromNow).atOffset(ZoneOffset.UTC);
    }

    private static DatabaseClient.GenericExecuteSpec of(Letter letter, DatabaseClient.GenericExecuteSpec sql) {
        return sql.bind("restaurant", letter.restaurantId()).bind("webhook", letter.webhookId());
    }

    private static Letter letter(Readable row, EvidenceLinks links) {
        return new Letter(
                text(row, "restaurant_id"),
                text(row, "webhook_id"),
                text(row, "event_id"),
                text(row, "secret"),
                URI.create(text(row, "url")),
                Objects.requireNonNull(row.get("tries", Integer.class)),
                Boolean.TRUE.equals(row.get("asks", Boolean.class)) ? withLink(row, links) : text(row, "body"));
    }

    /** The link is made for each letter and kept nowhere. */
    private static String withLink(Readable row, EvidenceLinks links) {
        ObjectNode body = (ObjectNode) JSON.readTree(text(row, "body"));
        Instant opened = Objects.requireNonNull(row.get("occurred_at", OffsetDateTime.class))
                .toInstant();
        ((ObjectNode) body.path("data"))
                .put("link", links.link(text(row, "order_id")))
                .put("closesAt", links.closes(opened).toString());
        return body.toString();
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }
}

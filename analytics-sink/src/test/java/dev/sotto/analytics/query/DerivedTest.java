package dev.sotto.analytics.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.analytics.LakeStores;
import dev.sotto.analytics.lake.Lake;
import dev.sotto.analytics.lake.LakeSettings;
import dev.sotto.analytics.lake.LakeTable;
import dev.sotto.analytics.lake.Offsets;
import dev.sotto.analytics.lake.Row;
import dev.sotto.analytics.lake.TableShape;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

@ExtendWith(LakeStores.class)
class DerivedTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private final Lake lake;
    private final Asking asking;
    private long offset;

    DerivedTest(LakeSettings settings, @TempDir Path cache) {
        this.lake = Lake.open(settings);
        this.asking = new Asking(Mono.just(lake), cache, "bistro");
    }

    @AfterEach
    void close() throws SQLException {
        asking.close();
        lake.close();
    }

    @Test
    void whatComesLateChangesTheHourItBelongsTo() {
        store(
                TableShape.ORDER_LINES,
                line("o1", 1, "placed", 0, "soup", 2, 700)
                        .with("channel", "phone")
                        .with("currency", "EUR"),
                line("o1", 2, "amended", 60, "soup", 3, 700),
                event("o1-3", 1200)
                        .with("order_id", "o1")
                        .with("version", 3L)
                        .with("event", "status_changed")
                        .with("status", "ready"),
                line("o2", 1, "placed", 1800, "cake", 1, 500)
                        .with("channel", "earpiece")
                        .with("currency", "EUR"),
                line("o3", 1, "placed", 3700, "cake", 4, 500)
                        .with("channel", "phone")
                        .with("currency", "EUR"));
        String hours = """
                select hour(starts_at), orders, cancelled, amended, by_phone, by_earpiece, items, revenue_minor, prepared,
                    prep_seconds_p50::bigint from orders_by_hour order by 1""";

        assertThat(text(hours))
                .isEqualTo("[[12, 2, 0, 1, 1, 1, 4, 2600, 1, 1200], [13, 1, 0, 0, 1, 0, 4, 2000, 0, null]]");

        store(
                TableShape.ORDER_LINES,
                event("o2-2", 90_000).with("order_id", "o2").with("version", 2L).with("event", "cancelled"));

        assertThat(text(hours))
                .isEqualTo("[[12, 1, 1, 1, 1, 0, 3, 2100, 1, 1200], [13, 1, 0, 0, 1, 0, 4, 2000, 0, null]]");
        assertThat(text("select orders, items, revenue_minor, currency from orders_by_day"))
                .isEqualTo("[[2, 7, 4100, EUR]]");
        assertThat(text("select count(*), sum(orders)::bigint from orders_by_minute"))
                .isEqualTo("[[3, 2]]");
        assertThat(text("select item_name, quantity, revenue_minor from items_by_day order by 1"))
                .isEqualTo("[[cake, 4, 2000], [soup, 3, 2100]]");
    }

    @Test
    void aCallIsToldAsWhatCameOfItAndHowSoonItWasAnswered() {
        call("c1", "started", 0, event -> event.with("source", "phone"));
        call("c1", "answered", 1, event -> event);
        sentence("c1", 10, "final", 200);
        call("c1", "playback_started", 11, event -> event);
        call("c1", "playback_finished", 13, event -> event.with("interrupted", true));
        sentence("c1", 14, "unclear", 300);
        sentence("c1", 16, "final", 100);
        call("c1", "playback_started", 17, event -> event);
        call("c1", "ended", 30, event -> event.with("end_reason", "completed").with("duration_millis", 29_000L));
        call("c2", "started", 40, event -> event.with("source", "phone"));
        call("c2", "transferred", 50, event -> event);
        store(
                TableShape.ORDER_LINES,
                line("o1", 1, "placed", 20, "soup", 1, 700).with("call_id", "c1"));
        store(
                TableShape.AI_USAGE,
                event("a1", 15)
                        .with("call_id", "c1")
                        .with("outcome", "accepted")
                        .with("cost_micros", 120L)
                        .with("latency_millis", 400L));

        assertThat(text("select calls, by_phone, answered, with_order, handed_over, without_order, interruptions,"
                        + " talked_millis from calls_by_hour"))
                .isEqualTo("[[2, 2, 1, 1, 1, 0, 1, 29000]]");
        assertThat(text("select utterances, unclear, recognised_after_millis_p50 from speech_by_hour"))
                .isEqualTo("[[3, 1, 200.0]]");
        assertThat(text("select answered_after_millis from answers order by heard_at"))
                .isEqualTo("[[1200], [1100]]");
        assertThat(text("select answers, answered_after_millis_p50 from answers_by_hour"))
                .isEqualTo("[[2, 1150.0]]");
        assertThat(text("select questions, accepted, cost_micros, latency_millis_p95 from ai_usage_by_day"))
                .isEqualTo("[[1, 1, 120, 400.0]]");
    }

    private String text(String sql) {
        return asking.answer(sql).rows().toString();
    }

    private void call(String call, String event, long second, UnaryOperator<Row> more) {
        store(
                TableShape.CALLS,
                more.apply(event(call + event + second, second)
                        .with("call_id", call)
                        .with("event", event)));
    }

    private void sentence(String call, long second, String outcome, long after) {
        store(
                TableShape.TRANSCRIPTS,
                event(call + second, second)
                        .with("call_id", call)
                        .with("outcome", outcome)
                        .with("recognised_after_millis", after));
    }

    private Row line(String order, long version, String event, long second, String item, long quantity, long price) {
        return event(order + "-" + version, second)
                .with("order_id", order)
                .with("version", version)
                .with("event", event)
                .with("line_id", "l1")
                .with("item_id", item)
                .with("item_name", item)
                .with("quantity", quantity)
                .with("line_total_minor", quantity * price)
                .with("order_total_minor", quantity * price);
    }

    private Row event(String eventId, long second) {
        return new Row(eventId, NOON.plusSeconds(second), "bistro", 0, offset++);
    }

    private void store(TableShape shape, Row... rows) {
        LakeTable table = lake.table(shape);
        table.append(List.of(rows), table.offsets(), Offsets.NONE.after(0, offset));
    }
}

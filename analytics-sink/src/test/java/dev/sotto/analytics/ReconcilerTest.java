package dev.sotto.analytics;

import static dev.sotto.analytics.Records.order;
import static dev.sotto.analytics.lake.TableShape.ORDER_LINES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sotto.analytics.lake.LakeSettings;
import dev.sotto.analytics.lake.RowChange;
import dev.sotto.analytics.lake.Tier;
import dev.sotto.analytics.reconcile.Comparison;
import dev.sotto.analytics.reconcile.Difference;
import dev.sotto.analytics.reconcile.Reconciler;
import dev.sotto.schemas.audio.AudioSource;
import dev.sotto.schemas.order.OrderAmended;
import dev.sotto.schemas.order.OrderCancelled;
import dev.sotto.schemas.order.OrderEvent;
import dev.sotto.schemas.order.OrderLine;
import dev.sotto.schemas.order.OrderPlaced;
import dev.sotto.schemas.order.OrderRecord;
import dev.sotto.schemas.order.OrderStatus;
import dev.sotto.schemas.order.OrderStatusChanged;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LakeStores.class)
class ReconcilerTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    private final Instant noon = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofHours(12));
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Reconciling reconciling;
    private final BothSides sides;

    ReconcilerTest(LakeSettings settings, @TempDir Path folder) throws SQLException, IOException {
        this.reconciling = new Reconciling(settings, folder);
        this.sides = reconciling.sides;
    }

    @AfterEach
    void close() throws SQLException {
        reconciling.close();
    }

    @Test
    void whatBothHaveSeenIsTheSameHoweverLateItCame() throws SQLException {
        assertThat(compared()).extracting(Comparison::hours, Comparison::orders).containsExactly(0, 0L);

        sides.tell(
                placed("bistro", "o1", noon, 2),
                order("bistro", "o1", 2, new OrderAmended(lines(3), 5700), noon.plusSeconds(60)),
                order(
                        "bistro",
                        "o1",
                        3,
                        new OrderStatusChanged(OrderStatus.READY, null, "kitchen"),
                        noon.plusSeconds(7200)),
                placed("bistro", "o2", noon.plusSeconds(10), 1),
                order("bistro", "o2", 2, new OrderCancelled("changed her mind"), noon.plusSeconds(20)),
                placed("trattoria", "o3", noon.plusSeconds(3599), 0),
                placed("trattoria", "o4", noon.plusSeconds(3600), 1));
        assertThat(compared()).extracting(Comparison::hours, Comparison::orders).containsExactly(3, 4L);

        sides.tell(
                placed("bistro", "late", noon.minusSeconds(3600), 1),
                order("bistro", "late", 2, new OrderAmended(lines(1), 1900), noon.minusSeconds(3000)));
        Comparison late = compared();

        assertThat(late.differences()).isEmpty();
        assertThat(late.totals()).isEqualTo(Map.of("EUR", 5700L + 1900 + 0 + 1900 + 1900));
        assertThat(List.of(late.unsettled(), (int) late.behind())).containsOnly(0);
    }

    @Test
    void whoIsBehindIsNotWrong() throws SQLException {
        sides.tell(placed("bistro", "o1", noon, 1), placed("trattoria", "o2", noon, 1));
        OrderRecord amended = order("bistro", "o1", 2, new OrderAmended(lines(2), 3800), noon.plusSeconds(60));
        OrderRecord another = placed("bistro", "o3", noon.plusSeconds(90), 1);

        sides.tellPostgres(amended);
        sides.tellPostgres(another);
        Comparison lakeBehind = compared();
        sides.goBack(2);
        sides.tellLake(amended);
        sides.tellLake(another);
        sides.tellLake(placed("trattoria", "o4", noon, 1));
        Comparison postgresBehind = compared();

        assertThat(lakeBehind)
                .extracting(Comparison::hours, Comparison::unsettled, Comparison::behind)
                .containsExactly(1, 1, 2L);
        assertThat(postgresBehind)
                .extracting(Comparison::hours, Comparison::unsettled, Comparison::orders, Comparison::money)
                .containsExactly(2, 0, 3L, "76.00 EUR");
        assertThat(lakeBehind.differences()).isEmpty();
        assertThat(postgresBehind.differences()).isEmpty();
    }

    @Test
    void aRowThatIsMissingOrWrongOnEitherSideIsFound() throws SQLException {
        for (String order : List.of("right", "total", "line", "gone", "event", "unfiled", "unlike")) {
            sides.tell(placed("bistro", order, noon, 2));
        }
        sides.sql("update orders set total_minor = total_minor + 1 where order_id = 'total'");
        sides.sql("delete from order_lines where order_id = 'line' and line_no = 1");
        sides.sql("delete from orders where order_id = 'gone'");
        sides.sql("delete from order_events where order_id = 'event'");
        inLake(row -> row.getField("order_id").equals("unfiled") ? null : row);
        inLake(row -> {
            if (row.getField("order_id").equals("unlike")) {
                row.setField("quantity", 3L);
            }
            return row;
        });

        List<Difference> found = compared().differences();

        assertThat(found)
                .extracting(Difference::id)
                .containsExactly("event", "gone", "line", "total", "unfiled", "unlike");
        assertThat(found.getFirst().inPostgres()).isNull();
        assertThat(found.get(4).inLake()).isNull();
        assertThat(found.get(5))
                .extracting(Difference::inPostgres, Difference::inLake)
                .containsExactly("1p 3800 2 4 3800 EUR", "1p 3800 2 6 3800 EUR");
        assertThat(found)
                .extracting(Difference::sentence)
                .containsExactly(
                        "only the history has it: placed, 38.00 EUR, 2 lines, 4 dishes",
                        "total: none in PostgreSQL, 38.00 EUR in the history",
                        "lines: 1 in PostgreSQL, 2 in the history; dishes: 2 in PostgreSQL, 4 in the history;"
                                + " sum of the lines: 19.00 EUR in PostgreSQL, 38.00 EUR in the history",
                        "total: 38.01 EUR in PostgreSQL, 38.00 EUR in the history",
                        "only PostgreSQL has it: placed, 38.00 EUR, 2 lines, 4 dishes",
                        "dishes: 4 in PostgreSQL, 6 in the history");
    }

    @Test
    void driftIsToldAloudUntilItIsMendedAndARestartGoesOnWhereTheLastOneWas() throws Exception {
        for (int day = 0; day < 5; day++) {
            sides.tell(placed("bistro", "o" + day, noon.minus(Duration.ofDays(day)), 1));
        }
        Reconciler first = reconciler(new SimpleMeterRegistry());
        first.start();
        await().atMost(SOON).until(() -> days() >= 3);
        first.stop();
        String once = comparedAt(noon.minus(Duration.ofDays(1)));
        sides.sql("update orders set total_minor = 1 where order_id = 'o4'");

        Reconciler second = reconciler(meters);
        second.start();
        await().atMost(SOON)
                .until(() -> days() == 6 && second.standing().differences().size() == 1);
        assertThat(comparedAt(noon.minus(Duration.ofDays(1)))).isEqualTo(once);
        assertThat(second.health().getStatus().getCode()).isEqualTo("DOWN");
        assertThat(second.standing().sentence()).contains("differ in 1 orders");
        assertThat(meters.get("sotto.analytics.reconcile.differing").gauge().value())
                .isEqualTo(1);

        sides.sql("update orders set total_minor = 1900 where order_id = 'o4'");
        sides.sql("update sotto_history.reconciled_days set compared_at = '2000-01-01'");
        await().atMost(SOON).until(() -> second.standing().differences().isEmpty());
        assertThat(second.health().getStatus().getCode()).isEqualTo("UP");
    }

    @Test
    void moneyIsAddedUpWithinACurrencyOnly() throws SQLException {
        sides.tell(placed("bistro", "o1", noon, 1), placed("sushi", "o2", noon, 2), placed("diner", "o3", noon, 1));
        sides.sql("update orders set currency = 'JPY' where order_id = 'o2'");
        inLake(row -> {
            if (row.getField("order_id").equals("o2")) {
                row.setField("currency", "JPY");
            }
            return row;
        });

        Comparison compared = compared();

        assertThat(compared.differences()).isEmpty();
        assertThat(compared.totals()).isEqualTo(Map.of("EUR", 3800L, "JPY", 3800L));
        assertThat(compared.money()).isEqualTo("38.00 EUR + 3800 JPY");
        sides.sql("update orders set currency = 'USD' where order_id = 'o1'");
        assertThat(compared().differences())
                .extracting(Difference::sentence)
                .containsExactly(
                        "total: 19.00 USD in PostgreSQL, 19.00 EUR in the history; sum of the lines: 19.00 USD in"
                                + " PostgreSQL, 19.00 EUR in the history");
    }

    @Test
    void theAuditorReadsSumsAndNothingElse() throws SQLException {
        sides.tell(placed("bistro", "o1", noon, 1));
        sides.sql("set role sotto_auditor");

        for (String forbidden : List.of(
                "select customer_phone from orders",
                "select body from order_events",
                "select * from calls",
                "update orders set total_minor = 0",
                "delete from order_events",
                "insert into consumer_offsets values ('orders.events', 1, 1)")) {
            assertThatThrownBy(() -> sides.sql(forbidden)).as(forbidden).hasMessageContaining("permission denied");
        }
        sides.sql("reset role");
    }

    private Comparison compared() {
        return reconciling.compared(A_MOMENT);
    }

    private Reconciler reconciler(SimpleMeterRegistry its) {
        return reconciling.reconciler(A_MOMENT, Duration.ZERO, its);
    }

    private int days() throws SQLException {
        try {
            return Integer.parseInt(sides.one("select count(*) from sotto_history.reconciled_days"));
        } catch (SQLException notYet) {
            return 0;
        }
    }

    private String comparedAt(Instant day) throws SQLException {
        return sides.one("select compared_at from sotto_history.reconciled_days where day = '"
                + day.truncatedTo(ChronoUnit.DAYS) + "'::timestamptz::date");
    }

    private void inLake(RowChange change) {
        sides.lake().table(ORDER_LINES).rewrite(sides.lake().table(ORDER_LINES).files(), change, Tier.WARM);
    }

    private static OrderRecord placed(String restaurant, String order, Instant at, int lines) {
        OrderEvent placed = new OrderPlaced(
                AudioSource.PHONE, null, "+33612345678", "Mme Durand", "fr", lines(lines), 1900L * lines, "EUR");
        return order(restaurant, order, 1, placed, at);
    }

    private static List<OrderLine> lines(int count) {
        return IntStream.range(0, count).mapToObj(Records::line).toList();
    }
}

package dev.sotto.analytics.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.analytics.LakeStores;
import dev.sotto.analytics.lake.Lake;
import dev.sotto.analytics.lake.LakeSettings;
import dev.sotto.analytics.lake.LakeTable;
import dev.sotto.analytics.lake.Offsets;
import dev.sotto.analytics.lake.Row;
import dev.sotto.analytics.lake.TableShape;
import dev.sotto.analytics.query.QueryOutcome.Answered;
import dev.sotto.analytics.query.QueryOutcome.Refused;
import dev.sotto.analytics.query.QueryOutcome.TimedOut;
import dev.sotto.analytics.query.QuerySettings.Role;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Mono;

@ExtendWith(LakeStores.class)
class QuestionsTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Scope ALL = new Scope(null, Role.OPERATOR);
    private static final Scope BISTRO = new Scope("bistro", Role.ANALYST);

    @TempDir
    Path folder;

    private final Lake lake;
    private Questions questions;
    private long offset;

    QuestionsTest(LakeSettings settings) {
        this.lake = Lake.open(settings);
        this.questions = new Questions(
                settings(Path.of("target/unused"), Duration.ofSeconds(20)), Mono.just(lake), new SimpleMeterRegistry());
    }

    @BeforeEach
    void open() {
        questions = new Questions(
                settings(folder.resolve("cache"), Duration.ofSeconds(20)), Mono.just(lake), new SimpleMeterRegistry());
    }

    @AfterEach
    void close() throws SQLException {
        questions.close();
        lake.close();
    }

    @Test
    void anEmptyLakeAnswersWithZeroRows() {
        for (String view : Views.names()) {
            assertThat(rows(ALL, "select * from " + view)).isEmpty();
            assertThat(rows(BISTRO, "select count(*) from " + view)).isEqualTo(List.of(List.of(0L)));
        }
    }

    @Test
    void everyTypeOfColumnComesBack() {
        store(line("bistro", "o1", 1, "placed", "l1", 700));

        assertThat(rows(ALL, "select restaurant_id, ts, quantity, options, note, added from order_lines"))
                .isEqualTo(List.of(listOf("bistro", "2026-11-20T12:00Z", 2L, List.of("large"), null, null)));
    }

    @Test
    void aRestaurantSeesItsOwnRowsOnly() {
        store(line("bistro", "o1", 1, "placed", "l1", 700), line("trattoria", "o2", 1, "placed", "l1", 900));

        assertThat(rows(BISTRO, "select order_id from order_lines")).isEqualTo(List.of(List.of("o1")));
        assertThat(rows(BISTRO, "select count(*) from order_lines where restaurant_id = 'trattoria'"))
                .isEqualTo(List.of(List.of(0L)));
        assertThat(rows(ALL, "select order_id from order_lines order by 1"))
                .isEqualTo(List.of(List.of("o1"), List.of("o2")));
    }

    @Test
    void noComplaintOfTheEngineTellsAnotherRestaurantsValues() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            rows.add(line(i % 2 == 0 ? "bistro" : "trattoria", "o" + i, 1, "placed", "l1", 700)
                    .with("note", i % 2 == 0 ? "12" : "secret-" + i));
        }
        store(rows.toArray(Row[]::new));

        for (String condition : List.of(
                "cast(note as int) = 12",
                "cast(note as int) = 12 or quantity = 3",
                "case when note like 'secret%' then error(note) else true end",
                "quantity > 1 and note <> 'x' and cast(note as int) = 12 and length(restaurant_id || note) > 1")) {
            String sql = "select count(*) from order_lines where " + condition;
            assertThat(rows(BISTRO, sql)).as(sql).isEqualTo(List.of(List.of(2500L)));
        }
    }

    @Test
    void anEventWrittenTwiceToTheLogCountsOnce() {
        Row once = line("bistro", "o1", 1, "placed", "l1", 700);
        Row again = line("bistro", "o1", 1, "placed", "l1", 700);
        store(once);
        store(again);

        assertThat(rows(BISTRO, "select sum(line_total_minor) from order_lines"))
                .isEqualTo(List.of(List.of(BigInteger.valueOf(1400))));
    }

    @Test
    void anOrderIsShownAsItStands() {
        store(line("bistro", "o1", 1, "placed", "l1", 700)
                .with("currency", "EUR")
                .with("order_total_minor", 1400L));
        store(line("bistro", "o1", 2, "amended", "l1", 900).with("order_total_minor", 1800L));
        store(event("bistro", "o1", 3, "status_changed").with("status", "ready"));
        store(line("bistro", "o2", 1, "placed", "l1", 500).with("order_total_minor", 1000L));
        store(event("bistro", "o2", 2, "cancelled"));

        assertThat(rows(BISTRO, "select order_id, status, total_minor, currency from orders order by order_id"))
                .isEqualTo(List.of(listOf("o1", "ready", 1800L, "EUR"), listOf("o2", "cancelled", 1000L, null)));
        assertThat(rows(BISTRO, "select order_id, line_total_minor from current_order_lines"))
                .isEqualTo(List.of(List.of("o1", 1800L)));
    }

    @Test
    void aQuestionThatTakesTooLongIsStoppedAndTheNextIsAnswered() throws SQLException {
        try (Questions hasty = new Questions(
                settings(folder.resolve("hasty"), Duration.ofMillis(700)),
                Mono.just(lake),
                new SimpleMeterRegistry())) {
            hasty.warmUp().block();
            QueryOutcome endless = hasty.ask(
                            "select sum(a.x * b.x) from range(10000000) a(x), range(10000000) b(x)", ALL)
                    .block();

            assertThat(endless).isInstanceOf(TimedOut.class);
            assertThat(hasty.ask("select 1", ALL).block()).isInstanceOf(Answered.class);
        }
    }

    @Test
    void moreRowsThanAnAnswerHoldsAreCutAndSaidToBe() {
        Answer answer = answer(ALL, "select x from range(100000) t(x)");

        assertThat(answer.rows()).hasSize(1000);
        assertThat(answer.truncated()).isTrue();
    }

    @Test
    void aQuestionTooBigForItsMemoryIsRefusedInPlainWords() {
        assertThat(
                        ask(
                                ALL,
                                "select list(x order by x desc) from (select (random() * 1e9)::bigint::varchar || repeat('x', 100) as x from range(20000000))"))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).contains("emory"));
    }

    @Test
    void copiesNobodyUsesMakeRoomForOthers() throws Exception {
        for (int day = 0; day < 3; day++) {
            store(line("bistro", "o" + day, 1, "placed", "l1", 700));
            assertThat(rows(ALL, "select count(*) from order_lines")).isEqualTo(List.of(List.of(day + 1L)));
        }
        try (Stream<Path> copies = Files.list(folder.resolve("cache/files"))) {
            assertThat(copies.filter(path -> path.toString().endsWith(".parquet")))
                    .hasSize(3);
        }
        questions.close();
        assertThat(folder.resolve("cache/files")).doesNotExist();
    }

    private QueryOutcome ask(Scope scope, String sql) {
        return Objects.requireNonNull(questions.ask(sql, scope).block());
    }

    private Answer answer(Scope scope, String sql) {
        return switch (ask(scope, sql)) {
            case Answered(Answer answer) -> answer;
            case QueryOutcome other -> throw new AssertionError(sql + ": " + other);
        };
    }

    private List<List<@Nullable Object>> rows(Scope scope, String sql) {
        return answer(scope, sql).rows();
    }

    private static List<@Nullable Object> listOf(@Nullable Object... values) {
        return Arrays.asList(values);
    }

    private void store(Row... rows) {
        LakeTable table = lake.table(TableShape.ORDER_LINES);
        Offsets before = table.offsets();
        table.append(List.of(rows), before, Offsets.NONE.after(0, offset));
    }

    private Row line(String restaurant, String order, long version, String event, String lineId, long unitPrice) {
        return event(restaurant, order, version, event)
                .with("line_id", lineId)
                .with("quantity", 2L)
                .with("unit_price_minor", unitPrice)
                .with("line_total_minor", unitPrice * 2)
                .with("options", List.of("large"));
    }

    private Row event(String restaurant, String order, long version, String event) {
        offset++;
        return new Row(order + "-" + version, NOON, restaurant, 0, offset)
                .with("order_id", order)
                .with("version", version)
                .with("event", event);
    }

    private static QuerySettings settings(Path cache, Duration timeout) {
        return new QuerySettings(
                cache,
                DataSize.ofMegabytes(100),
                DataSize.ofMegabytes(128),
                1,
                2,
                8,
                timeout,
                1000,
                1000,
                DataSize.ofMegabytes(10),
                List.of());
    }
}

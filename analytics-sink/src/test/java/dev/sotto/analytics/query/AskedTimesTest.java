package dev.sotto.analytics.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.analytics.lake.DyingFiles;
import dev.sotto.analytics.lake.Lake;
import dev.sotto.analytics.lake.LakeReader;
import dev.sotto.analytics.lake.Offsets;
import dev.sotto.analytics.lake.Row;
import dev.sotto.analytics.lake.TableShape;
import dev.sotto.analytics.lake.Times;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;

class AskedTimesTest {

    private static final Instant FIRST = Instant.parse("2026-10-01T00:00:00Z");
    private static final int DAYS = 14;

    /** A day before and a day after are read too. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', nullValues = "-", textBlock = """
            ts >= date '2026-10-05' and ts < date '2026-10-05' + interval 1 day | 2026-10-04T00:00:00Z | 2026-10-07T00:00:00Z
            ts between '2026-10-05' and '2026-10-06 10:00:00+02' and event = 'x' | 2026-10-04T00:00:00Z | 2026-10-07T08:00:00Z
            ts = timestamp '2026-10-05 10:00:00.5' | 2026-10-04T10:00:00.500Z | 2026-10-06T10:00:00.500Z
            '2026-10-05' < ts and not ts < '2026-10-06' | 2026-10-05T00:00:00Z | -
            note = 'a AND (ts >= ''2026-10-05 00:00:00+00''::TIMESTAMP WITH TIME ZONE)' | - | -
            ts > '2026-10-05' or event = 'placed' | - | -
            (ts > '2026-10-05' or event = 'placed') and ts <= '2026-10-08' | - | 2026-10-09T00:00:00Z
            ts > '2026-10-05' or ts < '2026-10-03' | - | -
            ts::date = date '2026-10-05' | - | -
            ts + interval 1 day > '2026-10-05' and line_id is null | - | -
            ts > '2026-10-05' and false | - | -
            no_such_column > 1 | - | -
            """)
    void boundsAreWhatTheEngineWouldCompareWith(String condition, @Nullable String from, @Nullable String until)
            throws SQLException {
        assertThat(of("select count(*) from order_lines where " + condition)).isEqualTo(times(from, until));
    }

    @Test
    void ofATableThatIsReadTwiceAllTimesOfBothAreWanted() throws SQLException {
        assertThat(of("select 1 from order_lines a join order_lines b using (order_id)"
                        + " where a.ts < '2026-10-05' and b.ts between '2026-10-07' and '2026-10-08'"))
                .isEqualTo(times(null, "2026-10-09T00:00:00Z"));
        assertThat(of("with late as (select * from order_lines where ts > '2026-10-05') select count(*),"
                        + " (select count(*) from order_lines) from late"))
                .isEqualTo(Times.ALL);
    }

    @Test
    void whatIsDerivedNeedsAll() throws SQLException {
        assertThat(of(
                        "select 1 from order_lines, orders where order_lines.ts > '2026-10-05'",
                        Set.of("order_lines", "orders")))
                .isEmpty();
    }

    @Test
    void aTableOfWhichOnlyTheNumberOfRowsIsWantedIsWantedWhole() throws SQLException {
        assertThat(of("select (select count(*) from order_lines), max(ts) from order_lines where ts > '2026-10-05'"))
                .isEqualTo(Times.ALL);
        assertThat(of("select (select min(ts) from order_lines), count(*) from order_lines where ts > '2026-10-05'"))
                .isEqualTo(Times.ALL);
    }

    /** Whatever is left out for its times is not missed. */
    @Test
    void answersAreThoseOfAllRows(@TempDir Path folder) throws SQLException {
        Random chance = new Random(5);
        List<Instant> told = new ArrayList<>();
        try (Lake lake = DyingFiles.lake(folder.resolve("lake"));
                Asking asking = new Asking(Mono.just(lake), folder.resolve("cache"), "bistro")) {
            store(lake, chance, told);
            Map<String, BiFunction<Instant, Instant, Long>> questions = Map.of(
                    "ts >= '%s' and ts < '%s'",
                            (from, until) -> told.stream()
                                    .filter(ts -> !ts.isBefore(from) && ts.isBefore(until))
                                    .count(),
                    "ts between '%s' and '%s'",
                            (from, until) -> told.stream()
                                    .filter(ts -> !ts.isBefore(from) && !ts.isAfter(until))
                                    .count(),
                    "ts < '%s' or ts > '%s'",
                            (from, until) -> told.stream()
                                    .filter(ts -> ts.isBefore(from) || ts.isAfter(until))
                                    .count(),
                    "not (ts > '%s') and ts < '%s'",
                            (from, until) -> told.stream()
                                    .filter(ts -> !ts.isAfter(from))
                                    .count());
            for (int i = 0; i < 12; i++) {
                Instant from = FIRST.plusSeconds(chance.nextInt(DAYS * 86_400));
                Instant until = from.plusSeconds(chance.nextInt(3 * 86_400));
                questions.forEach((condition, expected) -> assertThat(asking.number(
                                "select count(*) from order_lines where " + condition.formatted(from, until)))
                        .as(condition, from, until)
                        .isEqualTo(expected.apply(from, until)));
            }
            LakeReader reader = new LakeReader(lake);
            int all = reader.table(TableShape.ORDER_LINES, "bistro").files().size();
            Times day = new Times(FIRST.plus(Duration.ofDays(4)), FIRST.plus(Duration.ofDays(6)));
            assertThat(reader.table(TableShape.ORDER_LINES, "bistro", day).files())
                    .isNotEmpty()
                    .hasSizeLessThan(all);
        }
    }

    private static void store(Lake lake, Random chance, List<Instant> told) {
        for (int batch = 0; batch < 4; batch++) {
            List<Row> rows = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                Instant ts = FIRST.plusSeconds(chance.nextInt(DAYS * 86_400));
                told.add(ts);
                long offset = told.size() - 1L;
                rows.add(new Row("e" + offset, ts, "bistro", 0, offset).with("order_id", "o" + offset));
            }
            Offsets before = lake.table(TableShape.ORDER_LINES).offsets();
            lake.table(TableShape.ORDER_LINES).append(rows, before, before.after(0, told.size() - 1));
        }
    }

    private static Times of(String sql) throws SQLException {
        return of(sql, Set.of("order_lines")).getOrDefault(TableShape.ORDER_LINES, Times.ALL);
    }

    private static Map<TableShape, Times> of(String sql, Set<String> views) throws SQLException {
        try (Engine engine = new Engine(Asking.settings(Path.of("unused"), List.of()), Path.of("unused"))) {
            return AskedTimes.of(sql, views, engine::planning);
        }
    }

    private static Times times(@Nullable String from, @Nullable String until) {
        return new Times(from == null ? null : Instant.parse(from), until == null ? null : Instant.parse(until));
    }
}

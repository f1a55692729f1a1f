package dev.sotto.analytics.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.analytics.UpkeepTimes;
import dev.sotto.analytics.lake.DyingFiles;
import dev.sotto.analytics.lake.Lake;
import dev.sotto.analytics.lake.LakeTable;
import dev.sotto.analytics.lake.LakeUnavailable;
import dev.sotto.analytics.lake.Offsets;
import dev.sotto.analytics.lake.Row;
import dev.sotto.analytics.lake.TableShape;
import dev.sotto.analytics.query.Answer;
import dev.sotto.analytics.query.QueryOutcome.Answered;
import dev.sotto.analytics.query.QuerySettings;
import dev.sotto.analytics.query.QuerySettings.Role;
import dev.sotto.analytics.query.Questions;
import dev.sotto.analytics.query.Scope;
import dev.sotto.analytics.upkeep.TableUpkeep;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Mono;

class RollUpTest {

    private static final Instant START = Instant.parse("2026-10-01T00:00:00Z");

    private static final String ORDERS = """
            select restaurant_id, order_id, epoch(placed_at)::bigint, version, status, total_minor, items, amendments,
                   coalesce(epoch(ready_at)::bigint - epoch(placed_at)::bigint, -1), refunded_minor
              from orders order by restaurant_id, order_id""";
    private static final String SOLD = """
            select restaurant_id || ' ' || item_id, sum(quantity)::bigint from items_by_day group by all order by 1""";

    private static final String DAYS = """
            select restaurant_id, item_id, epoch(starts_at)::bigint, quantity, revenue_minor from items_by_day
             order by all""";
    private static final String DAYS_OF_HOURS = """
            select restaurant_id, item_id, epoch(date_trunc('day', starts_at))::bigint as day, sum(quantity)::bigint,
                   sum(revenue_minor)::bigint from items_by_hour group by all order by all""";

    private final List<OrderStory> orders = new ArrayList<>();
    private final long[] offsets = new long[2];

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void whatIsRolledUpAndWhatCameSinceTellEveryOrderAsItStandsWhateverDiesMeanwhile(long seed, @TempDir Path folder)
            throws SQLException {
        SplittableRandom chance = new SplittableRandom(seed);
        Lake lake = DyingFiles.lake(folder.resolve("lake"));
        Questions questions =
                new Questions(settings(folder.resolve("cache")), Mono.just(lake), new SimpleMeterRegistry());
        RollUp rollUp = new RollUp(questions, Duration.ofMinutes(15), new SimpleMeterRegistry());
        int died = 0;
        int toldAnew = 0;
        for (int round = 0; round < 12; round++) {
            lines(lake).append(moreEvents(chance), lines(lake).offsets(), held());
            if (chance.nextInt(3) == 0) {
                for (TableShape shape :
                        List.of(TableShape.ORDER_LINES, TableShape.ORDER_FACTS, TableShape.ITEM_FACTS)) {
                    new TableUpkeep(shape, lake, UpkeepTimes.archivingAfter(Duration.ofDays(10)))
                            .tidy(START.plus(Duration.ofDays(30)));
                }
            }
            if (chance.nextInt(2) == 0) {
                DyingFiles.of(lake).dieAfter(chance.nextInt(60));
                try {
                    toldAnew += rollUp.pass(lake);
                } catch (DyingFiles.Killed | LakeUnavailable killed) {
                    died++;
                } finally {
                    DyingFiles.of(lake).live();
                }
            }
            assertThat(rows(questions, ORDERS)).isEqualTo(ordersNow());
            assertThat(rows(questions, SOLD)).isEqualTo(soldNow());
        }
        toldAnew += rollUp.pass(lake);
        assertThat(rows(questions, ORDERS)).isEqualTo(ordersNow());
        assertThat(rows(questions, SOLD)).isEqualTo(soldNow());
        assertThat(rows(questions, DAYS)).isEqualTo(rows(questions, DAYS_OF_HOURS));
        assertThat(rollUp.pass(lake)).isZero();
        assertThat(died).isPositive();
        assertThat(toldAnew).isGreaterThan(orders.size() / 2);
        questions.close();
        lake.close();
    }

    private static LakeTable lines(Lake lake) {
        return lake.table(TableShape.ORDER_LINES);
    }

    private Offsets held() {
        return Offsets.NONE.after(0, offsets[0] - 1).after(1, offsets[1] - 1);
    }

    private List<Row> moreEvents(SplittableRandom chance) {
        List<Row> rows = new ArrayList<>();
        for (int event = chance.nextInt(1, 12); event > 0; event--) {
            if (orders.isEmpty() || chance.nextInt(3) == 0) {
                String restaurant = chance.nextInt(2) == 0 ? "bistro" : "trattoria";
                Instant placed = START.plusSeconds(chance.nextInt(4 * 86_400));
                orders.add(new OrderStory(restaurant, "o" + orders.size(), placed, chance));
            }
            OrderStory order = orders.get(chance.nextInt(orders.size()));
            int partition = order.restaurantId.equals("bistro") ? 0 : 1;
            rows.addAll(order.goOn(partition, offsets[partition]++));
        }
        return rows;
    }

    private List<List<Object>> ordersNow() {
        return orders.stream()
                .filter(OrderStory::begun)
                .map(OrderStory::order)
                .sorted((one, other) -> (one.get(0) + " " + one.get(1)).compareTo(other.get(0) + " " + other.get(1)))
                .toList();
    }

    private List<List<Object>> soldNow() {
        Map<String, Long> sold = new TreeMap<>();
        orders.forEach(order -> order.sold().forEach((dish, quantity) -> sold.merge(dish, quantity, Long::sum)));
        List<List<Object>> rows = new ArrayList<>();
        sold.forEach((dish, quantity) -> rows.add(List.of(dish, quantity)));
        return rows;
    }

    private static Object rows(Questions questions, String sql) {
        return switch (questions.ask(sql, new Scope(null, Role.ANALYST)).block()) {
            case Answered(Answer answer) -> answer.rows();
            case null, default -> throw new AssertionError("no answer");
        };
    }

    private static QuerySettings settings(Path cache) {
        return new QuerySettings(
                cache,
                DataSize.ofMegabytes(100),
                DataSize.ofMegabytes(128),
                1,
                2,
                8,
                Duration.ofSeconds(60),
                10_000,
                50_000,
                DataSize.ofMegabytes(1),
                List.of());
    }
}

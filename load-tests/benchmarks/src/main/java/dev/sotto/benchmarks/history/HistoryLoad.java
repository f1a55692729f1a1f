package dev.sotto.benchmarks.history;

import dev.sotto.analytics.lake.Lake;
import dev.sotto.analytics.lake.LakeReader;
import dev.sotto.analytics.lake.LakeSettings;
import dev.sotto.analytics.lake.LakeTable;
import dev.sotto.analytics.lake.Offsets;
import dev.sotto.analytics.lake.Row;
import dev.sotto.analytics.lake.StoredTable;
import dev.sotto.analytics.lake.TableShape;
import dev.sotto.analytics.query.QueryOutcome;
import dev.sotto.analytics.query.QuerySettings;
import dev.sotto.analytics.query.QuerySettings.Role;
import dev.sotto.analytics.query.Questions;
import dev.sotto.analytics.query.Scope;
import dev.sotto.analytics.rollup.RollUp;
import dev.sotto.analytics.upkeep.TableUpkeep;
import dev.sotto.analytics.upkeep.UpkeepSettings;
import dev.sotto.embedded.EmbeddedDatabase;
import dev.sotto.embedded.EmbeddedStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Mono;

/**
 * Writes simulated order lines over many days into a lake on a real object store and catalog, beside a bare Iceberg
 * writer in the same run; then tidies, and asks. Numbered scenes: 1 writing, 2 tidying, 3 planning, 4 rolling up, 5 asking.
 * Run by {@code ./sotto bench history [lines] [days] [seed] [alone] [untidied]}: alone leaves the bare writer out,
 * untidied the tidying, which takes the longest.
 */
public final class HistoryLoad {

    private static final int BATCH = 20_000;
    private static final int ASKED = 7;

    private final long lines;
    private final YearOfOrders orders;
    private final Instant until;

    private HistoryLoad(long lines, int days, long seed) {
        this.lines = lines;
        this.until = Instant.parse("2026-11-01T00:00:00Z");
        // Three lines an order on average.
        Duration apart = Duration.ofDays(days).dividedBy(Math.max(1, lines / 3));
        this.orders = new YearOfOrders(seed, until.minus(Duration.ofDays(days)), apart);
    }

    public static void main(String... arguments) throws IOException, SQLException {
        long lines = arguments.length > 0 ? Long.parseLong(arguments[0]) : 1_000_000;
        int days = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 60;
        long seed = arguments.length > 2 ? Long.parseLong(arguments[2]) : 7;
        List<String> less = List.of(arguments).subList(Math.min(3, arguments.length), arguments.length);
        System.out.printf(
                "%,d simulated order lines over %d days, seed %d; load of the machine before: %.1f%n",
                lines, days, seed, loadOfTheMachine());
        Path folder = Files.createTempDirectory("sotto-history");
        try (EmbeddedStore store = EmbeddedStore.start(folder.resolve("store"), 0, "key", "secret");
                EmbeddedDatabase catalog = EmbeddedDatabase.temporary();
                Lake lake = Lake.open(new LakeSettings(
                        "s3://history/load",
                        null,
                        store.endpoint(),
                        "us-east-1",
                        "key",
                        "secret",
                        "jdbc:postgresql://127.0.0.1:" + catalog.port() + "/postgres",
                        "postgres",
                        ""))) {
            new HistoryLoad(lines, days, seed).run(lake, folder, less);
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
        System.out.printf("load of the machine after: %.1f%n", loadOfTheMachine());
        System.exit(0);
    }

    private void run(Lake lake, Path folder, List<String> less) throws IOException, SQLException {
        write(lake, !less.contains("alone"));
        tell("before tidying", lake);
        if (!less.contains("untidied")) {
            tidy(lake);
            tell("after tidying", lake);
        }
        plan(lake);
        Questions questions = questions(lake, folder.resolve("cache"));
        rollUp(lake, questions);
        ask(questions);
        questions.close();
    }

    /** In turns, so that both have the same machine; processor time is the writing thread's own. */
    private void write(Lake lake, boolean besideBare) throws IOException {
        BareWriter bare = new BareWriter(lake);
        Meter ours = new Meter();
        Meter theirs = new Meter();
        Offsets held = Offsets.NONE;
        LakeTable table = lake.table(TableShape.ORDER_LINES);
        for (long written = 0; written < lines; ) {
            List<Row> batch = orders.next(BATCH);
            Offsets before = held;
            Offsets moved = Offsets.NONE.after(0, orders.offset() - 1);
            ours.measure(batch.size(), () -> table.append(batch, before, moved));
            if (besideBare) {
                theirs.measure(batch.size(), () -> bare.append(batch));
            }
            held = moved;
            written += batch.size();
        }
        System.out.printf("1 writing, batches of %,d: sink %s%n", BATCH, ours);
        if (besideBare) {
            System.out.printf(
                    "  bare Iceberg writer %s; ratio %.0f %%%n",
                    theirs, 100 * ours.perCpuSecond() / theirs.perCpuSecond());
        }
    }

    private void tidy(Lake lake) {
        UpkeepSettings settings = new UpkeepSettings(
                Duration.ofMinutes(1),
                1,
                32,
                Duration.ofMinutes(15),
                Duration.ofDays(90),
                Duration.ZERO,
                Duration.ofHours(24),
                Map.of(),
                Map.of());
        Meter meter = new Meter();
        meter.measure(
                lines,
                () -> new TableUpkeep(TableShape.ORDER_LINES, lake, settings).tidy(until.plus(Duration.ofDays(1))));
        System.out.println("2 tidying: " + meter);
    }

    private static void tell(String when, Lake lake) {
        StoredTable table = new LakeReader(lake).table(TableShape.ORDER_LINES, null);
        long bytes =
                table.files().stream().mapToLong(StoredTable.StoredFile::bytes).sum();
        long rows =
                table.files().stream().mapToLong(StoredTable.StoredFile::rows).sum();
        System.out.printf(
                "  %s: %,d files, %,d rows, %.1f bytes a row%n",
                when, table.files().size(), rows, bytes / (double) rows);
    }

    private static void plan(Lake lake) {
        LakeReader reader = new LakeReader(lake);
        System.out.printf(
                "3 planning: whole table %s, one restaurant %s%n",
                median(() -> reader.table(TableShape.ORDER_LINES, null)),
                median(() -> reader.table(TableShape.ORDER_LINES, YearOfOrders.restaurant(5))));
    }

    private static void rollUp(Lake lake, Questions questions) {
        RollUp rollUp = new RollUp(questions, Duration.ofMinutes(15), new SimpleMeterRegistry());
        long began = System.nanoTime();
        int orders = rollUp.pass(lake);
        System.out.printf("4 rolling up: %,d orders in %.1f s%n", orders, (System.nanoTime() - began) / 1e9);
    }

    private static Questions questions(Lake lake, Path cache) {
        QuerySettings settings = new QuerySettings(
                cache,
                DataSize.ofGigabytes(4),
                DataSize.ofMegabytes(512),
                2,
                1,
                4,
                Duration.ofMinutes(5),
                10_000,
                1_000_000,
                DataSize.ofMegabytes(256),
                List.of());
        return new Questions(settings, Mono.just(lake), new SimpleMeterRegistry());
    }

    private void ask(Questions questions) {
        String day = "date '" + until.minus(Duration.ofDays(3)).toString().substring(0, 10) + "'";
        ask(
                questions,
                "revenue by day, all restaurants",
                null,
                "select date_trunc('day', ts) as day, sum(line_total_minor) from order_lines group by 1");
        ask(
                questions,
                "ten best dishes, one restaurant",
                YearOfOrders.restaurant(5),
                "select item_name, sum(quantity) from order_lines group by 1 order by 2 desc limit 10");
        ask(
                questions,
                "one restaurant's day",
                YearOfOrders.restaurant(5),
                "select count(*), sum(line_total_minor) from order_lines where ts >= " + day + " and ts < " + day
                        + " + interval 1 day");
        String page = "select starts_at, sum(orders), sum(revenue_minor) from orders_by_day group by 1";
        ask(questions, "the page's orders by day, one restaurant", YearOfOrders.restaurant(5), page);
        ask(questions, "the page's orders by day, all restaurants", null, page);
        String hours =
                "select date_trunc('hour', placed_at) as hour, count(*), sum(total_minor - refunded_minor) from orders";
        ask(questions, "orders and revenue by hour, all restaurants", null, hours + " group by 1");
        ask(
                questions,
                "the same of a week",
                null,
                hours + " where placed_at >= " + day + " - interval 7 day and placed_at < " + day + " group by 1");
        ask(
                questions,
                "ten best dishes, all restaurants",
                null,
                "select restaurant_id, any_value(item_name), sum(quantity) from items_by_day"
                        + " group by restaurant_id, item_id order by 3 desc limit 10");
        ask(
                questions,
                "one restaurant's orders of a day",
                YearOfOrders.restaurant(5),
                "select count(*), sum(total_minor) from orders where placed_at >= " + day + " and placed_at < " + day
                        + " + interval 1 day");
    }

    private static void ask(Questions questions, String name, @Nullable String restaurant, String sql) {
        Scope scope = new Scope(restaurant, Role.ANALYST);
        Runnable asking = () -> {
            if (!(questions.ask(sql, scope).block() instanceof QueryOutcome.Answered)) {
                throw new IllegalStateException(name + " was not answered");
            }
        };
        long began = System.nanoTime();
        asking.run();
        System.out.printf(
                "5 asking, %s: first %d ms, then %s%n", name, (System.nanoTime() - began) / 1_000_000, median(asking));
    }

    private static String median(Runnable work) {
        long[] nanos = new long[ASKED];
        for (int i = 0; i < ASKED; i++) {
            long began = System.nanoTime();
            work.run();
            nanos[i] = System.nanoTime() - began;
        }
        Arrays.sort(nanos);
        return "p50 %d ms".formatted(nanos[ASKED / 2] / 1_000_000);
    }

    private static double loadOfTheMachine() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }
}

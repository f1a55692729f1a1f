package dev.sotto.orders.load.plans;

import dev.sotto.embedded.EmbeddedDatabase;
import dev.sotto.embedded.Ports;
import dev.sotto.orders.OrdersApplication;
import dev.sotto.orders.ledger.FirstReceipts;
import dev.sotto.orders.store.Migrations;
import dev.sotto.orders.store.PostgresSettings;
import dev.sotto.schemas.order.OrderPlaced;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** An order processor, without a log, on tables that a year has filled; PostgreSQL tells how it carried out each statement. */
public final class FilledOrders implements AutoCloseable {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int LOOKS = 5;
    /** Relays look every two seconds. */
    private static final int LOOK_EVERY_MILLIS = 500;

    private final Path folder = Files.createTempDirectory("sotto-plans");
    private final EmbeddedDatabase database = EmbeddedDatabase.temporary(PlanLog.settings(folder));
    private final PostgresSettings settings = new PostgresSettings(
            "postgresql://127.0.0.1:" + database.port() + "/postgres", "sotto_orders", "", "postgres", "", "public", 2);
    private final OrderPlaced placed;
    private final Connection owner;
    private final Map<String, List<Integer>> things = new HashMap<>();
    private final PlanLog plans;
    private final ConfigurableApplicationContext service;
    private final Caller caller;

    /** @param placed what everybody ordered */
    public FilledOrders(int orders, OrderPlaced placed) throws IOException, SQLException {
        this.placed = placed;
        new Migrations(settings, new FirstReceipts(JsonMapper.shared())).run().block(SOON);
        owner = settings.connect("postgres", "");
        Population population = new Population(owner, orders);
        population.settle(placed);
        for (String restaurant : Caller.RESTAURANTS) {
            things.put(restaurant, population.some(restaurant, 400));
        }
        plans = new PlanLog(folder, owner, settings.user(), population.large());
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--orders.kafka.bootstrap-servers=127.0.0.1:" + Ports.free(),
                "--orders.postgres.url=" + settings.url(),
                "--orders.postgres.owner=" + settings.owner(),
                // A statement's kept plan comes after five turns of its connection.
                "--orders.postgres.pool-size=" + settings.poolSize(),
                "--orders.pace.usual=10000000",
                // There is no log here, and Kafka's client says so with every breath.
                "--logging.level.org.apache.kafka=OFF"));
        arguments.addAll(Caller.tokens());
        service = OrdersApplication.application().run(arguments.toArray(String[]::new));
        var web = (WebServerApplicationContext) service;
        caller = new Caller(Objects.requireNonNull(web.getWebServer()).getPort());
    }

    /**
     * Asks everything that can be asked, and writes down what the log could tell.
     *
     * @param turns how often each
     * @param told each finding, as soon as it is known
     */
    public void ask(int turns, Consumer<Finding> told) throws Exception {
        Set<String> byItself = byItself(told);
        for (Question question : Question.all()) {
            int refused = 0;
            long entries = 0;
            int times = question.isASearch() ? Math.max(1, turns / 10) : turns;
            for (int turn = 0; turn < times; turn++) {
                String restaurant = Caller.RESTAURANTS.get(turn % Caller.RESTAURANTS.size());
                List<Integer> these = Objects.requireNonNull(things.get(restaurant));
                int answer = caller.ask(question, restaurant, these.get(turn / 3 % these.size()), turn);
                refused += answer < 0 ? 1 : 0;
                entries += Math.max(0, answer);
            }
            Stream<Plan> its = plans.next().stream().filter(plan -> !byItself.contains(plan.query()));
            Finding.of(question.toString(), question.isASearch(), its, times, refused, (double) entries / times)
                    .forEach(told);
        }
        try (Writing writing = new Writing(settings, placed, things)) {
            for (Writing.Work work : writing.works()) {
                for (int turn = 0; turn < turns; turn++) {
                    work.turn().accept(turn);
                }
                Stream<Plan> its = plans.next().stream().filter(plan -> !byItself.contains(plan.query()));
                Finding.of(work.name(), false, its, turns, 0, work.rows()).forEach(told);
            }
        }
    }

    /** The statements that relays and couriers carry out by themselves, all the time. */
    private Set<String> byItself(Consumer<Finding> told) throws Exception {
        List<Plan> seen = new ArrayList<>();
        Set<String> statements = new HashSet<>();
        for (int look = 0; look < LOOKS; look++) {
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
            seen.addAll(plans.next());
        }
        seen.forEach(plan -> statements.add(plan.query()));
        Finding.of("by itself", false, seen.stream(), LOOKS, 0, 0).forEach(told);
        return statements;
    }

    /** Indexes that only cost, since nothing here was found by them and they keep nothing unique. Nobody may ask any more. */
    public List<String> unused() throws SQLException {
        service.close();
        try (Statement statement = owner.createStatement();
                ResultSet row = statement.executeQuery("""
                        select i.indexrelid::regclass from pg_index i join pg_class c on c.oid = i.indexrelid
                          left join pg_stat_user_indexes s using (indexrelid)
                         where c.relnamespace = 'public'::regnamespace and not i.indisunique and not c.relispartition
                           and c.relkind = 'i' and s.idx_scan = 0 order by 1""")) {
            List<String> unused = new ArrayList<>();
            while (row.next()) {
                unused.add(row.getString(1));
            }
            return unused;
        }
    }

    @Override
    public void close() throws SQLException, IOException {
        caller.close();
        service.close();
        owner.close();
        database.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}

package dev.sotto.orders.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.orders.OrderLog;
import dev.sotto.orders.ledger.FirstReceipts;
import dev.sotto.orders.ledger.Ledger;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** Every earlier version has left a database somewhere, with a restaurant's orders in it and an owner that is no superuser. */
class MigrationsTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String AS_V1_WROTE_IT = """
            insert into restaurant_counters values ('r1', 3, 1);
            insert into consumer_offsets values ('orders.events', 0, 3);
            insert into order_events values ('r1', 'e1', 'o1', 1, 'c1', 'OrderPlaced',
              '{"channel":"PHONE","tableNumber":null,"customerPhone":"+33611223344","customerName":"Ada","language":"fr",
                "lines":[],"totalMinor":1900,"currency":"EUR","service":"delivery","wantedAt":"2026-11-20T19:30:00Z",
                "address":"3 rue du Port"}', '2026-11-20 18:00+00', 'orders.events', 0, 0, 1);
            insert into order_events values ('r1', 'e2', 'o1', 2, 'c1', 'OrderCancelled', '{"reason":"changed their mind"}',
              '2026-11-20 18:05+00', 'orders.events', 0, 1, 2);
            insert into orders values ('r1', 'o1', 1, 'c1', 'PHONE', null, '+33611223344', 'Ada', 'fr', 'CANCELLED',
              'changed their mind', 1900, 'EUR', 2, 2, '2026-11-20 18:00+00', '2026-11-20 18:05+00');
            insert into order_events values ('r1', 'e9', 'b1', 1, 'c1', 'TableBooked',
              '{"name":"Ada","phone":null,"guests":4,"at":"2026-11-22T19:30:00Z"}', '2026-11-20 18:10+00', 'orders.events', 0, 2, 3);
            insert into order_lines values ('r1', 'o1', 1, '1', 'pizza', 'Pizza', 'oven', 2, 950, 1900, '[]', '[]', '[]', null);
            """;
    private static final String AS_V3_WROTE_IT = AS_V1_WROTE_IT.replace(
            "'2026-11-20 18:00+00', '2026-11-20 18:05+00');",
            "'2026-11-20 18:00+00', '2026-11-20 18:05+00', 'delivery', '2026-11-20 19:30+00', '3 rue du Port', 1);");
    private static final String AS_V4_WROTE_IT = """
            insert into bookings values ('r1', 'b1', 'c1', 'Ada', null, 4, '2026-11-22 19:30+00', '2026-11-20 18:10+00');
            insert into orders select restaurant_id, 'o0', 0, call_id, channel, table_number, customer_phone, customer_name,
              language, status, status_reason, total_minor, currency, version, position, placed_at, changed_at, service,
              wanted_at, address, first_position from orders;
            insert into order_marks values ('r1', 'o0', '{"rushed": false}');
            """;
    private static final String AS_V2_WROTE_IT = """
            insert into order_marks values ('r1', 'o1', '{"rushed": true}');
            insert into commands values ('r1', 'e3', 'o1', 3, null, 'TicketMarked',
              '{"mark":"SEEN","station":null,"lineIds":[],"by":"kitchen"}', '2026-11-20 18:06+00');
            insert into command_receipts values ('r1', 'k1', 'f1', 3);
            """;

    @RegisterExtension
    final FreshDatabase server = new FreshDatabase();

    private PostgresSettings settings = FreshDatabase.settings(1, "unset");

    /** Every version there ever was, in its order. */
    static List<MigrationVersion> versions() {
        try (Stream<Path> files = Files.list(Path.of(Objects.requireNonNull(Migrations.class.getResource("migrations"))
                .toURI()))) {
            return files.map(file -> file.getFileName().toString())
                    .map(name -> MigrationVersion.fromVersion(name.substring(1, name.indexOf("__"))))
                    .sorted()
                    .toList();
        } catch (IOException | URISyntaxException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    static Stream<MigrationVersion> earlierVersions() {
        return versions().stream().limit(versions().size() - 1L);
    }

    @BeforeEach
    void aPlainOwnerHasAnEmptyDatabase() {
        server.run("drop database if exists earlier");
        server.run("do $$ begin if not exists (select from pg_roles where rolname = 'keeper') then"
                + " create role keeper login createrole; end if; end $$");
        server.run("do $$ begin grant sotto_desk, sotto_intake, sotto_porter to keeper with admin true; end $$");
        server.run("create database earlier owner keeper");
        PostgresSettings usual = server.settings();
        settings = new PostgresSettings(
                usual.url().replace("/postgres", "/earlier"), "sotto_orders", "", "keeper", "", "public", 4);
    }

    @ParameterizedTest
    @MethodSource("earlierVersions")
    void whatAnEarlierVersionWroteIsThereAfterwards(MigrationVersion earlier) {
        new Migrations(settings, earlier).run().block(SOON);
        AsOwner owner = AsOwner.of(settings);
        int version = Integer.parseInt(earlier.getVersion());
        // From the third version on not even the owner writes rows: only the log's part does.
        String part = version < 3 ? "" : "set role sotto_intake; ";
        owner.run(part + (version < 3 ? AS_V1_WROTE_IT : AS_V3_WROTE_IT));
        if (version >= 2) {
            owner.run(part + AS_V2_WROTE_IT);
        }
        if (version >= 4) {
            owner.run(part + AS_V4_WROTE_IT);
        }
        if (version >= 5) {
            owner.run(part + "delete from order_marks where order_id = 'o0'");
        }

        new Migrations(settings).run().block(SOON);

        try (Postgres postgres = new Postgres(settings)) {
            Ticket ticket = Objects.requireNonNull(
                    new Tickets(postgres).find("r1", "o1").block(SOON));
            assertThat(ticket.status().name()).isEqualTo("CANCELLED");
            assertThat(ticket.service()).isEqualTo("delivery");
            assertThat(ticket.address()).isEqualTo("3 rue du Port");
            assertThat(ticket.wantedAt()).isEqualTo("2026-11-20T19:30:00Z");
            assertThat(ticket.lines()).contains("Pizza");
            assertThat(ticket.marks()).contains(version >= 2 ? "rushed" : "{}");

            assertThat(server.columnIn(settings, "select name || guests from bookings where restaurant_id = 'r1'"))
                    .as("what was asked besides orders")
                    .containsExactly("Ada4");
            assertThat(server.columnIn(settings, "select order_id from order_marks where order_id <> 'o1'"))
                    .as("marks that say nothing")
                    .isEmpty();
            OrderLog log = new OrderLog(1);
            log.append(OrderLog.order("r1", "o2", 1, OrderLog.placed("regina")));
            new Ledger(postgres, JsonMapper.builder().build()).write(log.all()).block(SOON);
            assertThat(Objects.requireNonNull(
                                    new Tickets(postgres).find("r1", "o2").block(SOON))
                            .number())
                    .isEqualTo(2);
        }
    }

    @Test
    void ordersOfBeforeThereWereReceiptsGetTheirsAndTheNextGoesOn() {
        new Migrations(settings, MigrationVersion.fromVersion("9")).run().block(SOON);
        String placed =
                "select 'r1', 'e' || n, 'o' || n, 1, null, 'OrderPlaced', '{\"channel\":\"PHONE\",\"tableNumber\":null,"
                        + "\"customerPhone\":null,\"customerName\":null,\"language\":\"fr\",\"lines\":[{\"lineId\":\"1\",\"itemId\":\"p\","
                        + "\"name\":\"P\",\"station\":\"oven\",\"quantity\":1,\"unitPriceMinor\":950,\"totalMinor\":950,\"options\":[],"
                        + "\"added\":[],\"removed\":[],\"note\":null}],\"totalMinor\":950,\"currency\":\"EUR\"}', now(), 'orders.events',"
                        + " 0, n - 1, n from generate_series(1, 20) n";
        AsOwner.of(settings)
                .run("set role sotto_intake; insert into restaurant_counters values ('r1', 21, 20);"
                        + " insert into consumer_offsets values ('orders.events', 0, 21); insert into order_events "
                        + placed
                        + "; insert into order_events values ('r1', 'c', 'o7', 2, null, 'OrderCancelled',"
                        + " '{\"reason\":\"late\"}', now(), 'orders.events', 0, 20, 21)");

        JsonMapper json = JsonMapper.builder().build();
        new Migrations(settings, new FirstReceipts(json)).run().block(SOON);

        assertThat(server.columnIn(
                        settings,
                        "select string_agg(kind || number, ' ' order by position, nth) from receipts"
                                + " where order_id in ('o6', 'o7', 'o20')"))
                .containsExactly("RECEIPT6 RECEIPT7 RECEIPT20 CREDIT_NOTE1");
        OrderLog log = new OrderLog(1);
        log.append(OrderLog.order("r1", "new", 1, OrderLog.placed("regina")));
        try (Postgres postgres = new Postgres(settings)) {
            new Ledger(postgres, json).write(log.all()).block(SOON);
        }
        assertThat(server.columnIn(settings, "select number from receipts where order_id = 'new'"))
                .containsExactly("21");
    }

    @Test
    void whoeverComparesSeesHashesOfAllWordsAlsoWhereAPlainOwnerOwnsThem() {
        new Migrations(settings).run().block(SOON);
        AsOwner.of(settings)
                .run(
                        "set role sotto_intake; insert into call_words values"
                                + " ('r1', 'c1', now(), 'u1', 0, 'guest', 'two pizzas', null), ('r2', 'c2', now(), 'u1', 0, 'guest', 'soup', null)");

        assertThat(server.columnIn(settings, "set role sotto_auditor; select hash from audited_words order by call_id"))
                .containsExactly("477af2200a681754341b045d2c0e2ad5", "98a5f537c46e6a2bcd1066ec72b9a612");
        assertThatThrownBy(() -> server.columnIn(settings, "set role sotto_auditor; select words from call_words"))
                .hasMessageContaining("permission denied");
    }

    @Test
    void startingTogetherTheyMigrateOnceAndAllGoOn() {
        List<Migrations> workers = IntStream.range(0, 4)
                .mapToObj(worker -> new Migrations(settings))
                .toList();
        reactor.core.publisher.Flux.fromIterable(workers)
                .flatMap(Migrations::run, 4)
                .blockLast(SOON);
        assertThat(AsOwner.of(settings)
                        .column("select count(*) from orders_schema_history where success and type = 'SQL'"))
                .containsExactly(Integer.toString(versions().size()));
    }

    @Test
    void anOwnerThatIsTheServiceItselfIsRefused() {
        assertThatThrownBy(() -> new PostgresSettings("postgresql://h/db", "sotto", "", "sotto", "", "public", 4))
                .hasMessageContaining("must be another role");
    }
}

package dev.sotto.orders.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.orders.OrderLog;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.reactive.TransactionalOperator;

/** What the service's own login can reach when the service's code is not there to be careful. */
class RowSecurityTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String DESK_OF_R1 = "begin; set local role sotto_desk; set local sotto.restaurant = 'r1'; ";
    /** Every table that holds rows of restaurants, whatever later migrations add. */
    private static final String HELD = """
            select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
             where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition
               and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'restaurant_id')
             order by 1
            """;

    @RegisterExtension
    final FreshDatabase database = new FreshDatabase();

    private AsOwner application = new AsOwner("", "", "");

    @BeforeEach
    void twoRestaurantsHaveAnOrderEach() {
        application =
                new AsOwner(database.settings().jdbcUrl(), database.settings().user(), "");
        OrderLog log = new OrderLog(0);
        log.append(OrderLog.order("r1", "o1", 1, OrderLog.placed("margherita")));
        log.append(OrderLog.order("r2", "o2", 1, OrderLog.placed("regina")));
        database.ledger().write(log.all()).block(SOON);
        database.run("insert into order_marks select restaurant_id, order_id, '{\"rushed\": true}' from orders");
    }

    @Test
    void everyTableWithRowsOfARestaurantForcesItsPolicy() {
        List<String> held = database.column(HELD);
        assertThat(held).contains("orders", "order_lines", "order_events", "order_marks", "commands");
        assertThat(database.column(
                        "select relname from pg_class where relforcerowsecurity and relrowsecurity order by 1"))
                .containsAll(held);
    }

    @Test
    void theServiceOwnsNothingAndIsNobodySpecial() {
        assertThat(application.column("select count(*) from pg_class where pg_get_userbyid(relowner) = current_user"))
                .containsExactly("0");
        assertThat(application.column("select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolinherit"
                        + " from pg_roles where rolname = current_user"))
                .containsExactly("f");
        assertThatThrownBy(() -> application.run("create table mine (id int)"))
                .hasMessageContaining("permission denied");
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders", "order_lines", "order_events", "order_marks", "restaurant_counters"})
    void aConnectionThatHasNotSaidWhomItServesReadsNothing(String table) {
        assertThatThrownBy(() -> application.column("select count(*) from " + table))
                .hasMessageContaining("permission denied");
        assertThat(application.column("begin; set local role sotto_desk; select count(*) from " + table))
                .as("of nobody's restaurant")
                .containsExactly("0");
        assertThat(application.column(DESK_OF_R1 + "select count(*) from " + table))
                .as("of one of the two")
                .containsExactly("1");
    }

    @Test
    void foreignRowsAreNeitherSeenNorWrittenNorTold() {
        assertThat(application.column(DESK_OF_R1 + "select order_id from orders where restaurant_id = 'r2'"))
                .isEmpty();
        assertThat(application.column(DESK_OF_R1 + "select order_id from orders"))
                .containsExactly("o1");
        assertThatThrownBy(
                        () -> application.run(
                                DESK_OF_R1
                                        + "insert into command_receipts (restaurant_id, key, fingerprint, version) values ('r2','k','f',1)"))
                .hasMessageContaining("row-level security");
        assertThatThrownBy(() -> application.run(DESK_OF_R1 + "update orders set status = 'READY'"))
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> application.run(DESK_OF_R1 + "delete from order_events"))
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> application.run("alter table orders disable row level security"))
                .hasMessageContaining("must be owner");
        assertThatThrownBy(() -> application.run("set row_security = off; begin; set local role sotto_desk;"
                        + " set local sotto.restaurant = 'r1'; select count(*) from orders"))
                .hasMessageContaining("row-level security");
    }

    @Test
    void whatATransactionSaidEndsWithIt() {
        Postgres postgres = database.postgres();
        String who = "select current_user || '/' || coalesce(current_setting('sotto.restaurant', true), '') as who";
        for (int round = 0; round < 20; round++) {
            assertThat(postgres.reading(
                                    Reach.of("r" + round),
                                    postgres.client()
                                            .sql(who)
                                            .map(row -> String.valueOf(row.get(0)))
                                            .all())
                            .single()
                            .block(SOON))
                    .isEqualTo("sotto_desk/r" + round);
            assertThat(postgres.client()
                            .sql(who)
                            .map(row -> String.valueOf(row.get(0)))
                            .one()
                            .block(SOON))
                    .isEqualTo("sotto_orders/");
        }
    }

    @Test
    void aTransactionThatDoesNotSayWhoseRowsItTouchesIsRefused() {
        var transactions = new ReachingTransactions(database.postgres().single());
        var careless = TransactionalOperator.create(transactions, TransactionDefinition.withDefaults());
        assertThatThrownBy(
                        () -> careless.transactional(database.postgres().ping()).block(SOON))
                .hasStackTraceContaining("whose rows");
    }
}

package dev.sotto.orders.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sotto.embedded.EmbeddedDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two real servers, one following the other by streaming replication. */
class ReplicaTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    /** A machine that stalls must not look like a replica that lags. */
    private static final Duration LAG = Duration.ofMinutes(5);

    private static final Duration PATIENCE = Duration.ofSeconds(50);

    private static EmbeddedDatabase primary;
    private static EmbeddedDatabase follower;

    private Postgres postgres;
    private Replica replica;

    @BeforeAll
    static void start() {
        primary = EmbeddedDatabase.temporary();
        new Migrations(FreshDatabase.settings(primary.port(), "postgres")).run().block(SOON);
        follower = primary.follower();
    }

    @AfterAll
    static void stop() {
        follower.close();
        primary.close();
    }

    @BeforeEach
    void connect() {
        connect("postgresql://127.0.0.1:" + follower.port() + "/postgres");
    }

    private void connect(String url) {
        postgres = new Postgres(
                FreshDatabase.settings(primary.port(), "postgres"), new ReplicaSettings(url, 4, LAG, PATIENCE));
        replica = Objects.requireNonNull(postgres.replica());
        replica.heard(true);
    }

    @AfterEach
    void disconnect() {
        owner(follower, "select case when pg_is_wal_replay_paused() then pg_wal_replay_resume() end");
        postgres.close();
    }

    private static List<String> owner(EmbeddedDatabase server, String sql) {
        return AsOwner.of(FreshDatabase.settings(server.port(), "postgres")).column(sql);
    }

    private <T> List<T> looking(String restaurantId, String sql, Class<T> type) {
        return Objects.requireNonNull(postgres.looking(
                        restaurantId,
                        postgres.client()
                                .sql(sql)
                                .map(row -> Objects.requireNonNull(row.get(0, type)))
                                .all())
                .collectList()
                .block(SOON));
    }

    private boolean isAtTheReplica(String restaurantId) {
        return looking(restaurantId, "select pg_is_in_recovery()", Boolean.class)
                .getFirst();
    }

    private List<String> audited(String restaurantId) {
        return looking(restaurantId, "select audit_id from audit_log order by 1", String.class);
    }

    private void write(String restaurantId, String id) {
        postgres.inTransaction(
                        Reach.of(restaurantId),
                        postgres.client()
                                .sql(
                                        "insert into audit_log values (:restaurant, :id, now(), 'i', 's', 'manager', 'c', 't')")
                                .bind("restaurant", restaurantId)
                                .bind("id", id)
                                .then())
                .block(SOON);
    }

    private void untilTheReplicaIsAskedOf(String restaurantId) {
        await().atMost(SOON).until(() -> {
            replica.look().block(SOON);
            return isAtTheReplica(restaurantId);
        });
    }

    @Test
    void pagesAreReadFromItAndNobodyReadsAnothersRows() {
        write("a1", "of a1");
        write("a2", "of a2");
        untilTheReplicaIsAskedOf("a1");
        untilTheReplicaIsAskedOf("a2");
        long before = replica.asked();
        assertThat(audited("a1")).containsExactly("of a1");
        assertThat(audited("a2")).containsExactly("of a2");
        assertThat(replica.asked()).isEqualTo(before + 2);
        assertThat(looking("a1", "select current_setting('role') || ' ' || current_user", String.class))
                .containsExactly("sotto_desk sotto_desk");
        assertThat(isAtTheReplica("a1")).isTrue();
    }

    @Test
    void whoWroteReadsWhatHeWroteWhileTheReplicaLacksItAndOthersStayThere() {
        untilTheReplicaIsAskedOf("b1");
        owner(follower, "select pg_wal_replay_pause()");
        await().atMost(SOON)
                .until(() -> owner(follower, "select pg_get_wal_replay_pause_state()")
                        .equals(List.of("paused")));
        write("b1", "new");
        replica.look().block(SOON);
        assertThat(audited("b1")).containsExactly("new");
        assertThat(isAtTheReplica("b1")).isFalse();
        assertThat(isAtTheReplica("b2")).isTrue();

        owner(follower, "select pg_wal_replay_resume()");
        untilTheReplicaIsAskedOf("b1");
        assertThat(audited("b1")).containsExactly("new");
        assertThat(isAtTheReplica("b1")).isTrue();
    }

    @Test
    void whatIsRungForIsNotReadOlder() {
        Bell bell = new Bell(postgres, PATIENCE);
        replica.heard(false);
        assertThat(isAtTheReplica("c1")).as("nobody hears what changes").isFalse();
        bell.start();
        try {
            await().atMost(SOON).until(bell::isListening);
            untilTheReplicaIsAskedOf("c1");
            owner(primary, "select pg_notify('sotto_calls', 'c1')");
            await().atMost(SOON).until(() -> !isAtTheReplica("c1"));
            assertThat(isAtTheReplica("c2")).isTrue();
            untilTheReplicaIsAskedOf("c1");
        } finally {
            bell.stop();
        }
        await().atMost(SOON).until(() -> !isAtTheReplica("c1"));
    }

    @Test
    void whereItIsAwayOrNoReplicaTheDatabaseItselfIsAsked() {
        untilTheReplicaIsAskedOf("d1");
        write("d1", "here");
        untilTheReplicaIsAskedOf("d1");
        EmbeddedDatabase second = primary.follower();
        postgres.close();
        connect("postgresql://127.0.0.1:" + second.port() + "/postgres");
        untilTheReplicaIsAskedOf("d1");
        second.close();
        assertThat(audited("d1")).containsExactly("here");
        replica.look().block(SOON);
        assertThat(replica.lagSeconds()).isEqualTo(-1);
        assertThat(audited("d1")).containsExactly("here");
        assertThat(isAtTheReplica("d1")).isFalse();
    }

    @Test
    void oneThatWasPromotedOrIsNoCopyIsNeverAsked() {
        EmbeddedDatabase promoted = primary.follower();
        postgres.close();
        connect("postgresql://127.0.0.1:" + promoted.port() + "/postgres");
        untilTheReplicaIsAskedOf("e1");
        owner(promoted, "select pg_promote()");
        replica.look().block(SOON);
        assertThat(replica.lagSeconds()).isEqualTo(-1);
        promoted.close();

        try (EmbeddedDatabase other = EmbeddedDatabase.temporary()) {
            new Migrations(FreshDatabase.settings(other.port(), "postgres"))
                    .run()
                    .block(SOON);
            postgres.close();
            connect("postgresql://127.0.0.1:" + other.port() + "/postgres");
            replica.look().block(SOON);
            assertThat(replica.lagSeconds()).isEqualTo(-1);
            assertThat(isAtTheReplica("e1")).isFalse();
        }
    }
}

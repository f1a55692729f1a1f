package dev.sotto.orders.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.Disposable;

class BellTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @RegisterExtension
    final FreshDatabase database = new FreshDatabase();

    @Test
    void aLineThatDiesWithoutAWordIsNoticedAndRingsForAllUntilItIsBack() throws IOException {
        try (DeadLine line = new DeadLine(database.settings().port());
                Postgres postgres = new Postgres(FreshDatabase.settings(line.port(), "postgres"))) {
            Bell bell = new Bell(postgres, Duration.ofMillis(200));
            List<Boolean> rings = new CopyOnWriteArrayList<>();
            Disposable listening = bell.rings(Bell.TICKETS, "r1").subscribe(rings::add);
            bell.start();
            await().atMost(SOON).until(bell::isListening);
            rings.clear();

            line.dies();
            database.run("select pg_notify('sotto_tickets', 'r1')");
            await().atMost(SOON).until(() -> !bell.isListening());
            assertThat(rings).as("so that whoever waits looks for himself").isNotEmpty();

            rings.clear();
            line.lives();
            await().atMost(SOON).until(bell::isListening);
            assertThat(rings).as("for what was missed").isNotEmpty();
            listening.dispose();
            bell.stop();
        }
    }
}

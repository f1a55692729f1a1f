package dev.sotto.dialogue.colleague;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sotto.embedded.EmbeddedKafka;
import dev.sotto.log.EventLog;
import dev.sotto.log.LogSettings;
import dev.sotto.log.TopicPlan;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;

/** What was spent is known to whoever starts next, from the log alone. */
class BooksTest extends TwoModels {
    @Test
    void aWorkerThatRestartsKnowsWhatWasSpentAndWhatItMayStillAsk() {
        try (EmbeddedKafka kafka = EmbeddedKafka.temporary();
                EventLog log =
                        EventLog.open(LogSettings.at(kafka.bootstrapServers()), "books", new SimpleMeterRegistry())) {
            log.createTopics(new TopicPlan(1, (short) 1)).block(SOON);
            Map<String, String> dear = Map.of(
                    "dialogue.colleagues.models.small.euros-per-million-read", "6000",
                    "dialogue.colleagues.budget.euros-per-restaurant", "5");
            small.thenCalls("put_line", BURGER);
            Colleagues first = new Colleagues(settings(dear), _ -> null, meters, InstantSource.system());
            assertThat(first.read(state(), understander, HARD).block(SOON)).isNull();
            Disposable books = first.bookkeeping(log).subscribe();
            await().atMost(SOON)
                    .until(() -> first.read(state(), understander, HARD).block(SOON) != null);
            await().atMost(SOON).until(() -> first.spentMicros() > 5_000_000);
            books.dispose();

            Colleagues second = new Colleagues(settings(dear), _ -> null, meters, InstantSource.system());
            Disposable again = second.bookkeeping(log).subscribe();
            await().atMost(SOON).until(() -> second.spentMicros() > 5_000_000);
            assertThat(second.read(state(), understander, HARD + " please").block(SOON))
                    .isNull();
            assertThat(small.questions()).hasSize(1);
            again.dispose();
        }
    }
}

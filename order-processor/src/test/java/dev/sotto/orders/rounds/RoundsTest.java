package dev.sotto.orders.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class RoundsTest {

    /** Only tidies up. */
    private static final class Tidying extends Rounds {
        private final Mono<Void> work;

        Tidying(Mono<Void> work) {
            this.work = work;
        }

        @Override
        protected Publisher<Void> rounds() {
            return eachHour(() -> work);
        }
    }

    @Test
    void whatFailsIsDoneAnHourLaterAndWhatTakesLongIsNotDoneTwiceAtOnce() {
        AtomicInteger begun = new AtomicInteger();
        Mono<Void> work = Mono.defer(() -> switch (begun.incrementAndGet()) {
            case 1 -> Mono.error(new IllegalStateException("away"));
            case 2 -> Mono.delay(Duration.ofMinutes(150)).then();
            default -> Mono.empty();
        });
        StepVerifier.withVirtualTime(() -> Flux.from(new Tidying(work).rounds()))
                .expectSubscription()
                .then(() -> assertThat(begun).hasValue(0))
                .thenAwait(Duration.ofMinutes(2))
                .then(() -> assertThat(begun).hasValue(1))
                .thenAwait(Duration.ofHours(1))
                .then(() -> assertThat(begun).hasValue(2))
                .thenAwait(Duration.ofHours(2))
                .then(() -> assertThat(begun).hasValue(2))
                .thenAwait(Duration.ofHours(2))
                .then(() -> assertThat(begun).hasValueGreaterThan(2))
                .thenCancel()
                .verify(Duration.ofSeconds(60));
    }
}

package dev.sotto.orders.webhook;

import dev.sotto.orders.evidence.EvidenceKey;
import dev.sotto.orders.rounds.Rounds;
import dev.sotto.orders.store.Bell;
import dev.sotto.orders.store.Fault;
import dev.sotto.orders.store.Postgres;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Empties the outbox: when the bell rings for a stored order, and every second for what is due again. */
public final class Postman extends Rounds {

    private static final Logger LOG = LoggerFactory.getLogger(Postman.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    /** Between two looks: on a busy evening it rings fifty times a second, and a receiver notices no quarter of one. */
    private static final Duration REST = Duration.ofMillis(250);

    private static final Duration KEPT = Duration.ofDays(7);
    private static final int ON_THE_WAY = 32;

    private final Bell bell;
    private final Outbox outbox;
    private final Courier courier;
    private final MeterRegistry registry;

    public Postman(
            Postgres postgres,
            Bell bell,
            WebhookSettings settings,
            EvidenceKey evidence,
            MeterRegistry registry,
            Clock clock) {
        this.bell = bell;
        this.outbox = new Outbox(postgres, settings, evidence, clock);
        this.courier = new Courier(
                new Destination(settings.loopback(), InetAddress::getAllByName), settings.patience(), clock);
        this.registry = registry;
    }

    /** A letter that is still on its way holds up no other look. */
    @Override
    protected Flux<Void> rounds() {
        Flux<Void> emptied = Flux.merge(bell.rings(Bell.TICKETS).map(ring -> 0L), Flux.interval(LOOK_EVERY))
                .onBackpressureLatest()
                .concatMap(look -> letters().concatWith(Mono.delay(REST).then(Mono.empty())), 1)
                .flatMap(this::bring, ON_THE_WAY, 1);
        return Flux.merge(emptied, eachHour(() -> outbox.forget(KEPT)));
    }

    private Flux<Letter> letters() {
        return outbox.queue()
                .thenMany(outbox.take())
                .doOnError(away -> LOG.warn("Webhooks wait: {}", Fault.sentence(away)))
                .onErrorComplete();
    }

    private Mono<Void> bring(Letter letter) {
        return courier.deliver(letter)
                .doOnNext(outcome -> count(letter, outcome))
                .flatMap(outcome -> outbox.settle(letter, outcome))
                .doOnError(away -> LOG.warn(
                        "What became of {} is not written down, so it is sent again: {}", letter, Fault.sentence(away)))
                .onErrorComplete();
    }

    private void count(Letter letter, Outcome outcome) {
        String kind = outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        registry.counter("sotto.orders.webhooks", "outcome", kind).increment();
        if (!(outcome instanceof Outcome.Delivered)) {
            LOG.info("{}: {}", letter, outcome);
        }
    }
}

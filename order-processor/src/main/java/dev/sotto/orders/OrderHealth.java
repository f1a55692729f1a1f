package dev.sotto.orders;

import dev.sotto.orders.OrderIntake.Standing;
import dev.sotto.orders.store.Postgres;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import reactor.core.publisher.Mono;

/** Says in a sentence what keeps orders from the kitchen. */
final class OrderHealth implements ReactiveHealthIndicator {

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(3);

    private final OrderIntake intake;
    private final OrderMeters meters;
    private final Postgres postgres;
    private final String address;
    private final Clock clock;

    OrderHealth(OrderIntake intake, OrderMeters meters, Postgres postgres, String address, Clock clock) {
        this.intake = intake;
        this.meters = meters;
        this.postgres = postgres;
        this.address = address;
        this.clock = clock;
    }

    @Override
    public Mono<Health> health() {
        return postgres.ping()
                .timeout(ANSWER_WITHIN)
                .then(Mono.fromSupplier(this::standing))
                .onErrorResume(away -> Mono.just(down("The order database at " + address
                        + " does not answer; orders wait in the log. " + away.getMessage())));
    }

    private Health standing() {
        OrderMeters.Wait wait = meters.waitsFor();
        return switch (intake.standing()) {
            case Standing.Starting starting -> down(starting.waitsFor());
            case Standing.BrokenDown broken -> down("The order stage broke down: " + broken.why());
            case Standing.Running running ->
                wait == null
                        ? Health.up()
                                .withDetail("says", "Orders are written as they come.")
                                .build()
                        : down("For "
                                + Duration.between(wait.since(), clock.instant())
                                        .toSeconds() + " s, " + wait.why());
        };
    }

    private static Health down(String why) {
        return Health.down().withDetail("says", why).build();
    }
}

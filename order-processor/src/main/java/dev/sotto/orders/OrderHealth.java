package dev.sotto.orders;

import dev.sotto.log.LogUnavailable;
import dev.sotto.orders.OrderIntake.Standing;
import dev.sotto.orders.store.Fault;
import dev.sotto.orders.store.Postgres;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import reactor.core.publisher.Mono;

/** Says in a sentence what keeps orders from the kitchen. */
final class OrderHealth implements ReactiveHealthIndicator {

    private static final long BEHIND_SECONDS = 5;

    private final OrderIntake intake;
    private final OrderMeters meters;
    private final Postgres postgres;
    private final Mono<Void> logAnswers;
    private final String address;
    private final Clock clock;

    OrderHealth(
            OrderIntake intake,
            OrderMeters meters,
            Postgres postgres,
            Mono<Void> logAnswers,
            String address,
            Clock clock) {
        this.intake = intake;
        this.meters = meters;
        this.postgres = postgres;
        this.logAnswers = logAnswers;
        this.address = address;
        this.clock = clock;
    }

    @Override
    public Mono<Health> health() {
        return postgres.ping()
                .then(Mono.defer(this::withTheDatabase))
                .onErrorResume(away -> Mono.just(down("The order database at " + address
                        + " does not answer; orders wait in the log. " + Fault.sentence(away))));
    }

    private Mono<Health> withTheDatabase() {
        return logAnswers
                .then(Mono.fromSupplier(this::standing))
                .onErrorResume(
                        LogUnavailable.class,
                        away -> Mono.just(
                                down("The log does not answer; no new orders arrive and no ticket can be bumped.")));
    }

    private Health standing() {
        OrderMeters.Wait wait = meters.waitsFor();
        return switch (intake.standing()) {
            case Standing.Starting starting -> down(starting.waitsFor());
            case Standing.BrokenDown broken -> down("The order stage broke down: " + broken.why());
            case Standing.Running running ->
                wait == null
                        ? Health.up().withDetail("says", pace()).build()
                        : down("For "
                                + Duration.between(wait.since(), clock.instant())
                                        .toSeconds() + " s, " + wait.why());
        };
    }

    private String pace() {
        long behind = meters.lag().toSeconds();
        return behind < BEHIND_SECONDS
                ? "Orders are written as they come."
                : "Catching up: the orders being written now were appended " + behind + " s ago.";
    }

    private static Health down(String why) {
        return Health.down().withDetail("says", why).build();
    }
}

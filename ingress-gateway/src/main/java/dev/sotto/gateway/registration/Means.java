package dev.sotto.gateway.registration;

import dev.sotto.gateway.sip.transaction.Timers;
import java.time.InstantSource;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** What every registration of a node works with. */
record Means(
        RegistrarLine line,
        Passwords passwords,
        Timers timers,
        Scheduler onLoop,
        InstantSource clock,
        RandomGenerator random,
        Supplier<String> tokens,
        RegistrationMeters meters) {

    /** Finds the password of an account. */
    @FunctionalInterface
    interface Passwords {
        Mono<Secrets.Reading> of(String restaurantId, String name);
    }
}

package dev.sotto.orders.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

class SharedTest {

    /** Of so many about 300 met the end of what the other one left, before. */
    private static final int ROUNDS = 100_000;

    static Stream<UnaryOperator<Flux<Long>>> manners() {
        return Stream.of(Shared::of, Shared::withTheLast);
    }

    @ParameterizedTest
    @MethodSource("manners")
    void whoComesWhileTheLastOneLeavesIsNotSentAway(UnaryOperator<Flux<Long>> manner) throws InterruptedException {
        Flux<Long> shared = manner.apply(Flux.interval(Duration.ofMillis(1)).onBackpressureDrop());
        Queue<Throwable> errors = new ConcurrentLinkedQueue<>();
        Runnable comesAndGoes = () -> {
            for (int n = 0; n < ROUNDS; n++) {
                shared.subscribe(heard -> {}, errors::add).dispose();
            }
        };
        List<Thread> two = Stream.of(comesAndGoes, comesAndGoes)
                .map(each -> Thread.ofPlatform().start(each))
                .toList();
        for (Thread each : two) {
            each.join();
        }
        assertThat(errors).isEmpty();
    }

    @Test
    void whoComesWhileOthersStayHearsTheSameSource() {
        Sinks.Many<String> told = Sinks.many().multicast().directBestEffort();
        List<String> heard = new ArrayList<>();
        Flux<String> source = Shared.withTheLast(told.asFlux());
        Disposable first = source.subscribe();
        told.tryEmitNext("soup").orThrow();
        Disposable second = source.subscribe(heard::add);
        told.tryEmitNext("cake").orThrow();
        assertThat(heard).containsExactly("soup", "cake");
        assertThat(told.currentSubscriberCount()).isOne();
        first.dispose();
        second.dispose();
    }
}

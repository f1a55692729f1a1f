package dev.sotto.gateway;

import dev.sotto.gateway.call.LiveCalls;
import dev.sotto.gateway.call.PhoneBook;
import dev.sotto.gateway.room.PipelineRooms;
import dev.sotto.gateway.room.Room;
import dev.sotto.log.EventLog;
import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import reactor.core.publisher.Mono;

/** Can the next caller be taken? If not, a sentence says why. */
final class GatewayHealth implements ReactiveHealthIndicator {

    private static final Duration LOG_PATIENCE = Duration.ofSeconds(2);

    private final EventLog log;
    private final PhoneBook phoneBook;
    private final LiveCalls calls;
    private final int capacity;
    private final PipelineRooms rooms;

    GatewayHealth(EventLog log, PhoneBook phoneBook, LiveCalls calls, int capacity, PipelineRooms rooms) {
        this.log = log;
        this.phoneBook = phoneBook;
        this.calls = calls;
        this.capacity = capacity;
        this.rooms = rooms;
    }

    @Override
    public Mono<Health> health() {
        return log.ping(LOG_PATIENCE)
                .then(Mono.fromSupplier(this::withLog))
                .onErrorResume(unreachable -> Mono.just(
                        down("The log cannot be reached (" + unreachable.getMessage() + "): new calls get 503.")));
    }

    private Health withLog() {
        if (phoneBook.isEmpty()) {
            return down("No restaurant is configured: every dialled number gets 404.");
        }
        if (calls.count() >= capacity) {
            return down("All " + capacity + " lines are busy: new callers are turned away.");
        }
        if (rooms.look() instanceof Room.Full(String _, String why)) {
            return down(why + " New callers are turned away as their restaurant wants it.");
        }
        return Health.up()
                .withDetail("calls", calls.count())
                .withDetail("capacity", capacity)
                .build();
    }

    private static Health down(String why) {
        return Health.down().withDetail("why", why).build();
    }
}

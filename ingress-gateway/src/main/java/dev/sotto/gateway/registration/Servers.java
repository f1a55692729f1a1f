package dev.sotto.gateway.registration;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Which registrar to ask first: the one that worked, and now and then the preferred one again. */
final class Servers {

    /** A registrar that was down is not tried with every renewal. */
    static final Duration FAIL_BACK = Duration.ofMinutes(5);

    private final List<Server> servers;
    private final InstantSource clock;
    private int working;
    private Instant leftPreferred;

    Servers(List<Server> servers, InstantSource clock) {
        this.servers = servers;
        this.clock = clock;
        this.leftPreferred = clock.instant();
    }

    int count() {
        return servers.size();
    }

    Server at(int index) {
        return servers.get(index);
    }

    int first() {
        if (working != 0 && clock.instant().isAfter(leftPreferred.plus(FAIL_BACK))) {
            leftPreferred = clock.instant();
            return 0;
        }
        return working;
    }

    /** The one that answered last. */
    int working() {
        return working;
    }

    int after(int index) {
        return (index + 1) % servers.size();
    }

    void worked(int index) {
        if (working == 0 && index != 0) {
            leftPreferred = clock.instant();
        }
        working = index;
    }
}

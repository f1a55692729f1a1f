package dev.sotto.local.system;

import dev.sotto.log.EventLog;
import dev.sotto.log.StateTable;
import dev.sotto.log.Topics;
import dev.sotto.log.Trace;
import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Publishes the restaurants' files to the log where they are new or have been changed since they were published. */
final class Seeding {

    private Seeding() {}

    static Mono<Void> publish(EventLog log, List<RestaurantFile> restaurants, PublishedFiles published) {
        StateTable<RestaurantConfig> known = log.table(Topics.RESTAURANTS_CONFIG);
        return known.caughtUp()
                .thenMany(Flux.fromIterable(restaurants))
                .filter(file -> known.get(file.config().id()) == null || !published.has(file))
                .concatMap(file -> publish(known, file.config()).then(Mono.fromRunnable(() -> published.keep(file))))
                .then();
    }

    private static Mono<Void> publish(StateTable<RestaurantConfig> known, RestaurantConfig wanted) {
        RestaurantConfig present = known.get(wanted.id());
        long revision = present == null ? 1 : present.revision() + 1;
        if (present != null && wanted.as(present.envelope(), present.revision()).equals(present)) {
            return Mono.empty();
        }
        Envelope envelope = Envelope.unique(Topics.RESTAURANTS_CONFIG, wanted.id());
        return known.put(wanted.id(), wanted.as(envelope, revision), Trace.start());
    }
}

package dev.sotto.orders.evidence;

import dev.sotto.orders.rounds.Rounds;
import dev.sotto.orders.store.Fault;
import dev.sotto.orders.store.Postgres;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Throws pictures away when they have been kept as long as was said. */
public final class AlbumKeeper extends Rounds {

    private static final Logger LOG = LoggerFactory.getLogger(AlbumKeeper.class);
    private static final Duration LOOK_EVERY = Duration.ofHours(1);

    private final Album album;
    private final Duration kept;

    public AlbumKeeper(Postgres postgres, EvidenceSettings settings, Clock clock) {
        this.album = new Album(postgres, clock);
        this.kept = settings.kept();
    }

    /** How many went. */
    Mono<Long> look() {
        return album.forget(kept);
    }

    @Override
    protected Flux<Long> rounds() {
        return Flux.interval(LOOK_EVERY)
                .onBackpressureDrop()
                .concatMap(
                        tick -> look().doOnError(away ->
                                        LOG.warn("Old pictures stay for another hour: {}", Fault.sentence(away)))
                                .onErrorComplete(),
                        1);
    }
}

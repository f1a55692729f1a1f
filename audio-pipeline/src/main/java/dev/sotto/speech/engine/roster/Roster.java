package dev.sotto.speech.engine.roster;

import dev.sotto.remote.Breaker;
import dev.sotto.speech.engine.SpeechEngine;
import dev.sotto.speech.engine.roster.FirstHealthy.Guarded;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The engines of this process by name, each opened when it is first wanted, and who wants which in what order. */
public final class Roster implements AutoCloseable {
    private final Function<String, SpeechEngine> opener;
    private final InstantSource clock;
    private final Map<String, Guarded> engines = new ConcurrentHashMap<>();
    private final Map<List<String>, SpeechEngine> orders = new ConcurrentHashMap<>();

    /** {@code opener}: an engine by its name; fails with a sentence when there is none of that name. */
    public Roster(Function<String, SpeechEngine> opener, InstantSource clock) {
        this.opener = opener;
        this.clock = clock;
    }

    /** These engines as one: the first that is healthy hears. */
    public SpeechEngine of(List<String> names) {
        return orders.computeIfAbsent(
                List.copyOf(names),
                wanted -> new FirstHealthy(wanted.stream().map(this::guarded).toList()));
    }

    private Guarded guarded(String name) {
        return engines.computeIfAbsent(name, _ -> new Guarded(opener.apply(name), new Breaker(clock)));
    }

    @Override
    public void close() {
        engines.values().forEach(one -> one.engine().close());
        engines.clear();
        orders.clear();
    }
}

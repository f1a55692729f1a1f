package dev.sotto.analytics.query;

import dev.sotto.analytics.hot.HotStore;
import dev.sotto.analytics.lake.Lake;
import dev.sotto.analytics.query.QueryOutcome.Answered;
import dev.sotto.analytics.query.QuerySettings.Role;
import dev.sotto.analytics.query.QuerySettings.Token;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Mono;

/** Asks the lake as a restaurant's analyst would. */
public final class Asking implements AutoCloseable {

    private final Questions questions;
    private final Scope scope;

    public Asking(Mono<Lake> lake, Path cache, String restaurantId) {
        this(lake, null, cache, restaurantId);
    }

    public Asking(Mono<Lake> lake, @Nullable HotStore hot, Path cache, @Nullable String restaurantId) {
        this.questions = new Questions(settings(cache, List.of()), lake, hot, new SimpleMeterRegistry());
        this.scope = new Scope(restaurantId, Role.ANALYST);
    }

    /** Small, and patient enough for a busy machine. */
    public static QuerySettings settings(Path cache, List<Token> tokens) {
        return new QuerySettings(
                cache,
                DataSize.ofMegabytes(100),
                DataSize.ofMegabytes(128),
                1,
                2,
                8,
                Duration.ofSeconds(20),
                1000,
                50_000,
                DataSize.ofMegabytes(1),
                tokens);
    }

    public long number(String sql) {
        return ((Number) Objects.requireNonNull(answer(sql).rows().getFirst().getFirst())).longValue();
    }

    public Answer answer(String sql) {
        return switch (Objects.requireNonNull(questions.ask(sql, scope).block())) {
            case Answered(Answer answer) -> answer;
            case QueryOutcome other -> throw new AssertionError(sql + ": " + other);
        };
    }

    @Override
    public void close() throws SQLException {
        questions.close();
    }
}

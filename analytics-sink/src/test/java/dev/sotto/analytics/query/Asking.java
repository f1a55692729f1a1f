package dev.sotto.analytics.query;

import dev.sotto.analytics.lake.Lake;
import dev.sotto.analytics.query.QueryOutcome.Answered;
import dev.sotto.analytics.query.QuerySettings.Role;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Mono;

/** Asks the lake as a restaurant's analyst would. */
public final class Asking implements AutoCloseable {

    private final Questions questions;
    private final Scope scope;

    public Asking(Mono<Lake> lake, Path cache, String restaurantId) {
        this.questions = new Questions(
                new QuerySettings(
                        cache,
                        DataSize.ofMegabytes(100),
                        DataSize.ofMegabytes(128),
                        1,
                        1,
                        4,
                        Duration.ofSeconds(20),
                        1000,
                        List.of()),
                lake,
                new SimpleMeterRegistry());
        this.scope = new Scope(restaurantId, Role.ANALYST);
    }

    public long number(String sql) {
        return switch (Objects.requireNonNull(questions.ask(sql, scope).block())) {
            case Answered(Answer answer) ->
                ((Number) Objects.requireNonNull(answer.rows().getFirst().getFirst())).longValue();
            case QueryOutcome other -> throw new AssertionError(sql + ": " + other);
        };
    }

    @Override
    public void close() throws SQLException {
        questions.close();
    }
}

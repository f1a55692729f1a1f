package dev.sotto.analytics.wire;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A statement with its values: asked once, told as often and in as many parts as the client wants. */
final class Portal {

    private final String sql;
    private final List<Integer> formats;
    private @Nullable Result result;
    private int told;

    Portal(String sql, List<Integer> formats) {
        this.sql = sql;
        this.formats = formats;
    }

    Mono<Result> result(Function<String, Mono<Result>> ask) {
        Result known = result;
        return known != null ? Mono.just(known) : ask.apply(sql).doOnNext(found -> result = found);
    }

    List<Integer> formats() {
        return formats;
    }

    /** Rows the client has. */
    int told() {
        return told;
    }

    void tell(int rows) {
        told = rows;
    }
}

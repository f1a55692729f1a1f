package dev.sotto.orders.store;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A copy of the database that follows it (streaming replication), for pages, lists and history.
 *
 * @param url {@code postgresql://host:port/database}; absent where there is none. One server: behind a balancer of several
 *     nobody knows which of them has what
 * @param poolSize connections to it
 * @param lagAtMost how far it may be behind; further behind nobody is sent to it
 * @param answersWithin after that the database itself is asked, while somebody waits
 */
public record ReplicaSettings(
        @Nullable String url,
        @DefaultValue("8") int poolSize,
        @DefaultValue("5s") Duration lagAtMost,
        @DefaultValue("1s") Duration answersWithin) {

    public static final ReplicaSettings NONE =
            new ReplicaSettings(null, 8, Duration.ofSeconds(5), Duration.ofSeconds(1));

    public ReplicaSettings {
        if (url != null && !url.matches("postgresql://[^/:@\\s]+(:\\d{1,5})?/[^/\\s]+")) {
            throw new IllegalArgumentException(
                    "orders.replica.url must look like postgresql://host:5432/database, not " + url + ".");
        }
        if (poolSize < 1 || poolSize > 200) {
            throw new IllegalArgumentException(
                    "orders.replica.pool-size must be between 1 and 200, not " + poolSize + ".");
        }
        if (lagAtMost.toMillis() < 500 || lagAtMost.compareTo(Duration.ofMinutes(5)) > 0) {
            throw new IllegalArgumentException(
                    "orders.replica.lag-at-most must be between 500ms and 5m, not " + lagAtMost + ".");
        }
        if (answersWithin.toMillis() < 100 || answersWithin.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new IllegalArgumentException(
                    "orders.replica.answers-within must be between 100ms and 1m, not " + answersWithin + ".");
        }
    }
}

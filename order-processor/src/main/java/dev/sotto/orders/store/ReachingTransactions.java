package dev.sotto.orders.store;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A pooled connection may have served anybody. Each transaction therefore says first which part it plays and for which
 * restaurant; both end with it.
 */
final class ReachingTransactions extends R2dbcTransactionManager {

    private static final String SAY = "select set_config('role', $1, true), set_config('sotto.restaurant', $2, true)";

    /**
     * The intake looks up some hundred keys in tables of millions. Plans are kept, and one that was made while the tables
     * were empty would read them whole for ever after.
     */
    private static final String BY_INDEX = ", set_config('enable_seqscan', 'off', true),"
            + " set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true)";

    ReachingTransactions(ConnectionFactory connections) {
        super(connections);
    }

    @Override
    protected Mono<Void> prepareTransactionalConnection(Connection connection, TransactionDefinition definition) {
        if (!(definition instanceof Reach reach)) {
            return Mono.error(new IllegalStateException("a transaction must say whose rows it touches"));
        }
        return Flux.from(connection
                        .createStatement(reach instanceof Reach.Everyone ? SAY + BY_INDEX : SAY)
                        .bind(0, reach.part())
                        .bind(1, reach.restaurantId())
                        .execute())
                .flatMap(result -> result.map(row -> true), 1)
                .then();
    }
}

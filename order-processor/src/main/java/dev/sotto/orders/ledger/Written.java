package dev.sotto.orders.ledger;

import dev.sotto.log.Delivery;
import dev.sotto.schemas.order.OrderRecord;
import java.util.List;

/**
 * What became of a batch.
 *
 * @param applied events stored by this transaction
 * @param repeated events that were there already
 * @param lost records behind the fence that the table does not know: the log was replaced under us
 */
public record Written(int applied, int repeated, List<Delivery<OrderRecord>> lost) {

    public Written {
        lost = List.copyOf(lost);
    }
}

package dev.sotto.orders.load.plans;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.schemas.audio.AudioSource;
import dev.sotto.schemas.order.OrderPlaced;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A small year; {@code ./sotto bench orders plans} fills a large one. */
class PlansTest {

    private static final int ORDERS = 20_000;
    /** More than a connection of two needs to keep its plan. */
    private static final int TURNS = 13;

    private static final OrderPlaced PLACED =
            new OrderPlaced(AudioSource.PHONE, null, null, "Ada", "en", List.of(), 2520, "EUR", "pickup", null, null);

    @Test
    void noStatementReadsMuchMoreOfALargeTableThanItNeeds() throws Exception {
        List<Finding> findings = new ArrayList<>();
        try (FilledOrders filled = new FilledOrders(ORDERS, PLACED)) {
            filled.ask(TURNS, findings::add);
        }
        assertThat(findings).as("statements").hasSizeGreaterThan(50);
        assertThat(findings).as("questions that were not answered").allMatch(finding -> finding.refused() == 0);
        assertThat(findings).filteredOn(Finding::isBad).isEmpty();
    }
}

package dev.sotto.analytics.reconcile;

import dev.sotto.analytics.lake.Lake;
import dev.sotto.analytics.lake.Offsets;
import dev.sotto.analytics.lake.TableShape;
import dev.sotto.log.Topics;
import java.sql.SQLException;

/**
 * Orders. The lake's offsets are read first, then PostgreSQL at one moment, then the lake's rows below the offsets that both have
 * passed; an hour of whose orders PostgreSQL has seen more is left for later. So neither a lag nor a late event is drift.
 */
final class OrderSides implements Sides<HourSum> {

    private final ReconcileSettings settings;
    private final LakeSide lakeSide;

    OrderSides(ReconcileSettings settings, LakeSide lake) {
        this.settings = settings;
        this.lakeSide = lake;
    }

    @Override
    public Hours<HourSum> hours(Lake lake, Period period) throws SQLException {
        Offsets held = lake.table(TableShape.ORDER_LINES).offsets();
        Settled settled;
        Books.Page page;
        try (Books books = Books.open(settings)) {
            settled = Settled.between(held, books.offsets(Topics.ORDERS_EVENTS.name()));
            page = books.hours(settled, period);
        }
        return new Hours<>(page.sums(), lakeSide.hours(settled, period), page.unsettled(), settled.behind(), false);
    }

    @Override
    public Entries entries(Lake lake, Hour hour) throws SQLException {
        Offsets held = lake.table(TableShape.ORDER_LINES).offsets();
        Settled settled;
        Books.Told told;
        try (Books books = Books.open(settings)) {
            settled = Settled.between(held, books.offsets(Topics.ORDERS_EVENTS.name()));
            told = books.orders(settled, hour);
        }
        return new Entries(told.said(), lakeSide.orders(settled, hour), told.unsettled());
    }

    @Override
    public Difference.Kind kind() {
        return Difference.Kind.ORDER;
    }
}

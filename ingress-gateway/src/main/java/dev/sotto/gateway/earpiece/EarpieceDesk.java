package dev.sotto.gateway.earpiece;

import dev.sotto.gateway.call.Exchange;
import dev.sotto.gateway.earpiece.notice.NoticeBoard;
import dev.sotto.gateway.earpiece.notice.SoldOut;
import dev.sotto.gateway.earpiece.session.EarpieceSessions;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What every earpiece of this node shares. */
public record EarpieceDesk(
        Exchange exchange,
        EarpieceSessions sessions,
        NoticeBoard notices,
        SoldOut soldOut,
        Function<String, @Nullable RestaurantConfig> restaurants) {}

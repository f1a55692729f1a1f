package dev.sotto.orders.menu;

import dev.sotto.schemas.restaurant.Menu;
import dev.sotto.schemas.restaurant.MenuItem;
import java.util.List;
import reactor.core.publisher.Mono;

/** The last portion is sold while a guest is on the telephone: a dish that is out is out of running calls too. */
public final class Stock {

    private final Edits edits;

    public Stock(Edits edits) {
        this.edits = edits;
    }

    /** True once it is certain, or was so already; false when the restaurant has no such dish. */
    Mono<Boolean> change(String restaurantId, String itemId, boolean available, String by) {
        return edits.current(restaurantId)
                .filter(config -> config.menu().item(itemId).isPresent())
                .flatMap(config -> edits.change(restaurantId, null, by, menu -> with(menu, itemId, available)))
                .map(answer -> answer instanceof EditAnswer.Accepted)
                .defaultIfEmpty(false);
    }

    private static Menu with(Menu menu, String itemId, boolean available) {
        List<MenuItem> items = menu.items().stream()
                .map(item -> item.id().equals(itemId) ? item.withAvailable(available) : item)
                .toList();
        return new Menu(menu.categories(), menu.ingredients(), menu.optionGroups(), items);
    }
}

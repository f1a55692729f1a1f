package dev.sotto.gateway.earpiece.notice;

import dev.sotto.gateway.earpiece.protocol.Outgoing.NoticeKind;
import dev.sotto.schemas.DerivedId;
import dev.sotto.schemas.restaurant.Menu;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** What each kitchen has run out of, and a notice whenever that changes. */
public final class SoldOut {

    private final NoticeBoard board;
    private final Map<String, Set<String>> known = new ConcurrentHashMap<>();

    public SoldOut(NoticeBoard board) {
        this.board = board;
    }

    /** The names of dishes, sizes, options and ingredients that cannot be had now. */
    public List<String> of(String restaurantId) {
        return List.copyOf(known.getOrDefault(restaurantId, Set.of()));
    }

    /** A restaurant was configured or has changed; what was so when we first heard of it is no news. */
    public void changed(RestaurantConfig restaurant) {
        Set<String> now = names(restaurant.menu());
        Set<String> before = known.put(restaurant.id(), now);
        if (before == null) {
            return;
        }
        difference(now, before).forEach(name -> post(restaurant, NoticeKind.SOLD_OUT, name));
        difference(before, now).forEach(name -> post(restaurant, NoticeKind.BACK, name));
    }

    private void post(RestaurantConfig restaurant, NoticeKind kind, String name) {
        board.post(new Posted(
                DerivedId.of(restaurant.envelope().eventId(), kind, name),
                restaurant.id(),
                null,
                kind,
                null,
                name,
                restaurant.envelope().occurredAt().toEpochMilli()));
    }

    private static List<String> difference(Set<String> these, Set<String> without) {
        return these.stream().filter(name -> !without.contains(name)).toList();
    }

    private static Set<String> names(Menu menu) {
        List<String> names = new ArrayList<>();
        menu.items().forEach(item -> {
            if (!item.available()) {
                names.add(item.name());
            }
            item.sizes().stream()
                    .filter(size -> item.available() && !size.available())
                    .forEach(size -> names.add(item.name() + " " + size.name()));
        });
        menu.ingredients().stream().filter(one -> !one.available()).forEach(one -> names.add(one.name()));
        menu.optionGroups().stream()
                .flatMap(group -> group.values().stream())
                .filter(value -> !value.available())
                .forEach(value -> names.add(value.name()));
        return new TreeSet<>(names);
    }
}

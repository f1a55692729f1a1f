package dev.sotto.orders.menu;

import dev.sotto.schemas.restaurant.Menu;
import dev.sotto.schemas.restaurant.MenuCategory;
import dev.sotto.schemas.restaurant.MenuItem;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A whole menu as a client sent it. Programs that were written before there were taxes say nothing of them, and must neither be
 * refused nor take them away: what is silent keeps the rate that the menu in force has for it, and what is new has none of its
 * own. Null says that there is none.
 */
final class SentMenu {

    private static final String TAX = "taxBasisPoints";

    /** A word that is no field is a slip, and a field that is missing is one too: a whole menu is sent back. */
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    private final Menu menu;
    private final Set<String> silentCategories;
    private final Set<String> silentItems;

    private SentMenu(Menu menu, Set<String> silentCategories, Set<String> silentItems) {
        this.menu = menu;
        this.silentCategories = silentCategories;
        this.silentItems = silentItems;
    }

    /** @throws JacksonException when it is no whole menu; its path says where */
    static SentMenu read(byte[] body) {
        JsonNode sent = STRICT.readTree(body);
        JsonNode tree = sent instanceof ObjectNode ? sent : STRICT.createObjectNode();
        Set<String> silentCategories = silent(tree.path("categories"));
        Set<String> silentItems = silent(tree.path("items"));
        return new SentMenu(STRICT.treeToValue(tree, Menu.class), silentCategories, silentItems);
    }

    /** The ids of those that say no tax, to each of which a null is given. */
    private static Set<String> silent(JsonNode entries) {
        Set<String> silent = new HashSet<>();
        for (JsonNode entry : entries) {
            if (entry instanceof ObjectNode told && !told.has(TAX)) {
                silent.add(told.path("id").asString(""));
                told.putNull(TAX);
            }
        }
        return silent;
    }

    /** The menu that is meant, in the place of the one in force. */
    Menu over(Menu before) {
        Function<MenuCategory, @Nullable Integer> ofCategory =
                rates(before.categories(), MenuCategory::id, MenuCategory::taxBasisPoints);
        Function<MenuItem, @Nullable Integer> ofItem = rates(before.items(), MenuItem::id, MenuItem::taxBasisPoints);
        return new Menu(
                menu.categories().stream()
                        .map(each -> silentCategories.contains(each.id()) ? each.taxedAt(ofCategory.apply(each)) : each)
                        .toList(),
                menu.ingredients(),
                menu.optionGroups(),
                menu.items().stream()
                        .map(each -> silentItems.contains(each.id()) ? each.taxedAt(ofItem.apply(each)) : each)
                        .toList());
    }

    private static <T> Function<T, @Nullable Integer> rates(
            List<T> entries, Function<T, String> id, Function<T, @Nullable Integer> rate) {
        var rates = entries.stream()
                .filter(each -> rate.apply(each) != null)
                .collect(Collectors.toMap(id, rate, (one, same) -> one));
        return each -> rates.get(id.apply(each));
    }
}

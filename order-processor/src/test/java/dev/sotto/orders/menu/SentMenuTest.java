package dev.sotto.orders.menu;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.orders.TestRestaurants;
import dev.sotto.schemas.restaurant.Menu;
import dev.sotto.schemas.restaurant.MenuCategory;
import dev.sotto.schemas.restaurant.MenuItem;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class SentMenuTest {

    private static final String TAX = "taxBasisPoints";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Everything taxed at something that is nobody's default. */
    private final Menu inForce = taxed(TestRestaurants.of("r1", 1).menu());

    private final ObjectNode sent = JSON.valueToTree(inForce);

    @Test
    void whatSaysNoTaxKeepsTheOneItHas() {
        forget("categories");
        forget("items");

        assertThat(read().over(inForce)).isEqualTo(inForce);
    }

    @Test
    void nullTakesATaxAway() {
        entries("items").forEach(each -> ((ObjectNode) each).putNull(TAX));

        assertThat(read().over(inForce).items())
                .extracting(MenuItem::taxBasisPoints)
                .containsOnlyNulls();
        assertThat(read().over(inForce).categories()).isEqualTo(inForce.categories());
    }

    @Test
    void aTaxThatIsSaidIsTaken() {
        entries("items").forEach(each -> ((ObjectNode) each).put(TAX, 1_000));

        assertThat(read().over(inForce).items())
                .extracting(MenuItem::taxBasisPoints)
                .containsOnly(1_000);
    }

    @Test
    void whatIsNewAndSaysNoTaxHasNoneOfItsOwn() {
        forget("categories");
        forget("items");
        Menu nothing = new Menu(List.of(), List.of(), List.of(), List.of());

        assertThat(read().over(nothing).items())
                .extracting(MenuItem::taxBasisPoints)
                .containsOnlyNulls();
        assertThat(read().over(nothing).categories())
                .extracting(MenuCategory::taxBasisPoints)
                .containsOnlyNulls();
    }

    @Test
    void anyOtherFieldThatIsMissingIsASlip() {
        ((ObjectNode) entries("items").get(0)).remove("available");

        assertThatThrownBy(this::read)
                .isInstanceOfSatisfying(
                        JacksonException.class,
                        slip -> assertThat(slip.getPath())
                                .extracting(JacksonException.Reference::getPropertyName)
                                .contains("items", "available"));
    }

    @Test
    void whatIsNoMenuAtAllIsRefusedAsOne() {
        for (String torn : List.of("", "null", "[]", "3", "{", "{}", "{\"items\": 3}", "{\"items\": [null, 3]}")) {
            assertThatThrownBy(() -> SentMenu.read(torn.getBytes(UTF_8)))
                    .as(torn)
                    .isInstanceOf(JacksonException.class);
        }
    }

    private static Menu taxed(Menu menu) {
        return new Menu(
                menu.categories().stream().map(each -> each.taxedAt(550)).toList(),
                menu.ingredients(),
                menu.optionGroups(),
                menu.items().stream().map(each -> each.taxedAt(2_000)).toList());
    }

    private ArrayNode entries(String name) {
        return (ArrayNode) sent.path(name);
    }

    private void forget(String name) {
        entries(name).forEach(each -> ((ObjectNode) each).remove(TAX));
    }

    private SentMenu read() {
        return SentMenu.read(JSON.writeValueAsBytes(sent));
    }
}

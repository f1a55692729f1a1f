package dev.sotto.orders.menu;

import static dev.sotto.orders.menu.EditAnswer.Accepted;
import static dev.sotto.orders.menu.EditAnswer.Refused;
import static dev.sotto.orders.menu.EditAnswer.Senseless;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sotto.log.Delivery;
import dev.sotto.log.LogUnavailable;
import dev.sotto.log.Position;
import dev.sotto.log.Topics;
import dev.sotto.log.Trace;
import dev.sotto.orders.TestRestaurants;
import dev.sotto.orders.store.Bell;
import dev.sotto.orders.store.FreshDatabase;
import dev.sotto.schemas.restaurant.Menu;
import dev.sotto.schemas.restaurant.MenuItem;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

class EditsTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @RegisterExtension
    final FreshDatabase database = new FreshDatabase();

    private final List<RestaurantConfig> told = new CopyOnWriteArrayList<>();
    private @Nullable EditLog log;
    private boolean away;

    @BeforeEach
    void aRestaurantIsKnown() {
        log = new EditLog(database.postgres(), JsonMapper.builder().build());
        comesBack(TestRestaurants.of("r1", 1));
    }

    @Test
    void aChangeIsToldAsTheNextRevisionAndKeptAsAMenuOfItsOwn() {
        assertThat(price("soup", 750, 1L)).isEqualTo(new Accepted(2));
        assertThat(told).singleElement().satisfies(config -> {
            assertThat(config.revision()).isEqualTo(2);
            assertThat(config.menu().item("soup").orElseThrow().priceMinor()).isEqualTo(750);
        });
        comesBack(told.getFirst());
        assertThat(database.column("select revision from menus order by 1")).containsExactly("1", "2");
        assertThat(database.count("restaurant_edits")).isZero();
        assertThat(price("soup", 750, 2L)).as("as it is already").isEqualTo(new Accepted(2));
    }

    @Test
    void whoSawAnOlderMenuIsToldToLookAgain() {
        price("soup", 750, 1L);
        assertThat(price("soup", 800, 1L))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.problem().code()).isEqualTo("changed"));
        assertThat(price("soup", 800, 2L))
                .as("decided, though not back from the log yet")
                .isEqualTo(new Accepted(3));
        assertThat(told.getLast().menu().item("soup").orElseThrow().priceMinor())
                .isEqualTo(800);
    }

    @Test
    void ofTwoAtOnceOneWinsAndNoneIsLost() {
        List<EditAnswer> answers = Objects.requireNonNull(Flux.range(0, 8)
                .flatMap(
                        n -> edits().change("r1", 1L, "manager", menu -> TestRestaurants.priced(menu, "soup", 100 + n)),
                        8)
                .collectList()
                .block(SOON));
        assertThat(answers.stream().filter(Accepted.class::isInstance)).hasSize(1);
        assertThat(told).hasSize(1);
    }

    @Test
    void aMenuThatMakesNoSenseIsRefusedWithFieldAndSuggestion() {
        EditAnswer answer =
                edits().change("r1", 1L, "manager", EditsTest::misspelt).block(SOON);
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Senseless.class,
                        senseless -> assertThat(senseless.complaints())
                                .contains(new EditAnswer.Complaint(
                                        "menu.items[0].category",
                                        "there is no category \"mians\"",
                                        "did you mean mains?")));
        assertThat(price("soup", -5, 1L))
                .isInstanceOfSatisfying(
                        Senseless.class,
                        senseless -> assertThat(
                                        senseless.complaints().getFirst().field())
                                .isEqualTo("menu.items[1].priceMinor"));
        assertThat(told).isEmpty();
    }

    @Test
    void whatTheLogDidNotTakeIsToldByTheRelay() {
        away = true;
        assertThat(price("soup", 750, 1L)).isEqualTo(new Accepted(2));
        assertThat(told).isEmpty();
        away = false;
        database.run("update restaurant_edits set decided_at = now() - interval '1 minute'");
        relaying(() -> await().atMost(SOON).until(() -> told.size() == 1));
        assertThat(told.getFirst().revision()).isEqualTo(2);
    }

    @Test
    void aChangeMadeInTheDatabaseIsHeardLookedAtAndTold() {
        relaying(() -> {
            database.run("update restaurants set config = jsonb_set(config, '{menu,items,1,priceMinor}', '640')");
            await().atMost(SOON).until(() -> !told.isEmpty());
        });
        assertThat(told.getFirst().menu().item("soup").orElseThrow().priceMinor())
                .isEqualTo(640);
        assertThat(told.getFirst().revision()).isEqualTo(2);
    }

    @Test
    void aChangeMadeInTheDatabaseThatMakesNoSenseIsPutBackAndSaysWhy() {
        relaying(() -> {
            database.run("update restaurants set config = jsonb_set(config, '{menu,items,1,category}', '\"mians\"')");
            await().atMost(SOON)
                    .until(() -> !database.column("select refused from restaurant_edits where refused is not null")
                            .isEmpty());
        });
        assertThat(told).isEmpty();
        assertThat(database.column("select refused from restaurant_edits").getFirst())
                .contains("mians");
        assertThat(database.column("select config = told from restaurants")).containsExactly("t");
        assertThat(price("soup", 750, 1L)).isInstanceOf(Accepted.class);
    }

    private static Menu misspelt(Menu menu) {
        List<MenuItem> items = menu.items().stream()
                .map(item -> TestRestaurants.item(item.id(), item.id().equals("burger") ? "mians" : item.category()))
                .toList();
        return new Menu(menu.categories(), menu.ingredients(), menu.optionGroups(), items);
    }

    private Edits edits() {
        return new Edits(Objects.requireNonNull(log), this::append);
    }

    private Mono<Void> append(RestaurantConfig config) {
        return away
                ? Mono.error(new LogUnavailable("no broker answers", new IllegalStateException()))
                : Mono.fromRunnable(() -> told.add(config));
    }

    private @Nullable EditAnswer price(String item, long minor, Long seen) {
        return edits().change("r1", seen, "manager", menu -> TestRestaurants.priced(menu, item, minor))
                .block(SOON);
    }

    private void comesBack(RestaurantConfig config) {
        new RestaurantBook(database.postgres(), JsonMapper.builder().build())
                .write(new Delivery<>(
                        config.id(),
                        config,
                        new Position(Topics.RESTAURANTS_CONFIG.name(), 0, config.revision()),
                        Instant.now(),
                        Trace.start(),
                        () -> {}))
                .block(SOON);
    }

    private void relaying(Runnable meanwhile) {
        Bell bell = new Bell(database.postgres());
        EditRelay relay = new EditRelay(Objects.requireNonNull(log), bell, this::append);
        bell.start();
        relay.start();
        try {
            meanwhile.run();
        } finally {
            relay.stop();
            bell.stop();
        }
    }
}

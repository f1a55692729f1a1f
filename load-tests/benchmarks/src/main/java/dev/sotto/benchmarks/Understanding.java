package dev.sotto.benchmarks;

import dev.sotto.dialogue.menu.MenuFile;
import dev.sotto.dialogue.understand.Understander;
import dev.sotto.dialogue.understand.Understood;
import dev.sotto.schemas.restaurant.MenuItem;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One turn of a guest read against the menu of a demonstration restaurant: short answers, long orders, corrections,
 * misspellings and small talk in turn. Beside it what a program would take that only looks for the names of dishes.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class Understanding {
    private static final List<String> ENGLISH = List.of(
            "yes please",
            "no that's all",
            "two cheeseburgers without onions and a large coke please",
            "erm hello yes I would like to order four chicken wraps, half of them without sauce, and three large fries",
            "actually make the second one spicy and no pickles on the other one",
            "cheezburger with extra chedar and a cofee",
            "can I have a salmon burger with pineapple",
            "for Anna to pick up at half past seven my number is oh one five five five oh one two three",
            "what is in the chicken wrap",
            "well you know my wife wanted to come but then the car broke down so here I am calling you instead");
    private static final List<String> FRENCH = List.of(
            "oui",
            "non c'est tout",
            "deux grandes reines sans olives et une carbonara avec des penne",
            "bonjour je voudrais commander quatre margheritas, une sans basilic, et trois tiramisus s'il vous plaît",
            "finalement mettez la deuxième en grande et surtout pas d'olives",
            "une margarita avec suplément fromage",
            "au nom de Dupont à emporter vers vingt heures trente",
            "c'est combien la carbonara",
            "alors ma femme voulait venir mais la voiture est en panne donc c'est moi qui appelle");

    @Param({"harbour-grill", "chez-lucette"})
    public String restaurant = "harbour-grill";

    private Understander understander = of(restaurant);
    private List<String> turns = ENGLISH;
    private List<String> names = List.of();
    private int next;

    /** Reads the menu once. */
    @Setup
    public void open() {
        understander = of(restaurant);
        RestaurantConfig config = understander.carte().config();
        turns = config.language().equals("fr") ? FRENCH : ENGLISH;
        names = config.menu().items().stream()
                .map(MenuItem::name)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList();
    }

    @Benchmark
    public Understood understood() {
        return understander.understand(turn(), List.of(), 0, null);
    }

    @Benchmark
    public long namesFound() {
        String turn = turn();
        return names.stream().filter(turn::contains).count();
    }

    private String turn() {
        next = (next + 1) % turns.size();
        return turns.get(next);
    }

    private static Understander of(String restaurant) {
        RestaurantConfig config = MenuFile.load(folder().resolve(restaurant + ".yaml"));
        return new Understander(config, config.language());
    }

    private static Path folder() {
        for (Path directory = Path.of("").toAbsolutePath(); directory != null; directory = directory.getParent()) {
            Path restaurants = directory.resolve("infra").resolve("restaurants");
            if (Files.isDirectory(restaurants)) {
                return restaurants;
            }
        }
        throw new IllegalStateException("run this inside the repository");
    }
}

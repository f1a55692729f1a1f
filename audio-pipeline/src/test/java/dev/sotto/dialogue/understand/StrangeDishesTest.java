package dev.sotto.dialogue.understand;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.dialogue.Menus;
import dev.sotto.dialogue.conversation.Chat;
import dev.sotto.dialogue.menu.MenuFile;
import dev.sotto.dialogue.understand.doubt.Concern;
import dev.sotto.dialogue.understand.hearing.Language;
import dev.sotto.dialogue.understand.hearing.Token;
import dev.sotto.schemas.dialogue.DraftLine;
import dev.sotto.schemas.restaurant.MenuItem;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A dish that no menu here holds, said in every place of a sentence: it is told to be unknown, and nothing stands for it. */
class StrangeDishesTest {
    private static final long SEED = 5;

    private static final List<String> STRANGE_ENGLISH = List.of(
            "haddock",
            "moussaka",
            "goulash",
            "jambalaya",
            "wontons",
            "toad in the hole",
            "lobster thermidor",
            "osso buco");
    private static final List<String> STRANGE_FRENCH = List.of(
            "cassoulet",
            "choucroute",
            "ratatouille",
            "paella",
            "blanquette",
            "pot au feu",
            "magret de canard",
            "osso buco");

    @ParameterizedTest
    @CsvSource({"en, 5", "fr, 4"})
    void isToldToBeUnknownWhereverItStands(String language, int menus) throws IOException {
        List<Path> files = menus(language);
        assertThat(files).hasSizeGreaterThanOrEqualTo(menus);
        List<String> shapes =
                Files.readAllLines(Path.of("src", "test", "resources", "strange", language + ".txt")).stream()
                        .filter(line -> !line.startsWith("#"))
                        .toList();
        assertThat(shapes).hasSizeGreaterThan(40);
        SoftAssertions softly = new SoftAssertions();
        for (Path file : files) {
            Random random = new Random(SEED);
            RestaurantConfig menu = MenuFile.load(file);
            List<String> strange = strangeTo(menu, language);
            List<String> dishes = dishes(menu, language);
            assertThat(strange).as("strange to %s", file).isNotEmpty();
            assertThat(dishes).as("plain names of %s", file).hasSizeGreaterThan(1);
            for (String shape : shapes) {
                String dish = strange.get(random.nextInt(strange.size()));
                String known = dishes.get(random.nextInt(dishes.size()));
                String other = dishes.get(random.nextInt(dishes.size()));
                String said = shape.replaceAll("\\bX\\b", dish)
                        .replaceAll("\\bK\\b", known)
                        .replaceAll("\\bJ\\b", other);
                String where = file.getFileName() + ", seed " + SEED + ": " + said;
                hear(softly, menu, said, dish, where, List.of(known, other));
            }
        }
        softly.assertAll();
    }

    private static void hear(
            SoftAssertions softly, RestaurantConfig menu, String said, String dish, String where, List<String> named) {
        Listening listening = new Listening(new Understander(menu, menu.language()));
        Chat chat = new Chat(menu, menu.language(), null, Clock.systemUTC());
        List<String> told = new ArrayList<>();
        for (String turn : said.split(" / ", -1)) {
            listening.guest(turn);
            told.addAll(chat.say(turn));
        }
        String unknown = listening.concerns().stream()
                .filter(Concern.Unknown.class::isInstance)
                .map(concern -> ((Concern.Unknown) concern).text())
                .collect(Collectors.joining(" | "));
        softly.assertThat(unknown).as(where).contains(dish);
        softly.assertThat(String.join(" ", told).toLowerCase(Locale.ROOT))
                .as(where)
                .contains(dish);
        Set<String> names = menu.menu().items().stream()
                .filter(item ->
                        listening.lines().stream().map(DraftLine::itemId).anyMatch(item.id()::equals))
                .map(MenuItem::name)
                .collect(Collectors.toSet());
        softly.assertThat(named).as(where).containsAll(names);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a coke for my friend, if you can",
                "a coke please, as quickly as possible",
                "hello, i'm really starving, could we have a coke",
                "a coke, and that would be everything, thanks a lot",
                "sure, a coke sounds terrific",
                "my brother would love a coke this evening",
                "i was wondering whether we could grab a coke",
                "uh a coke, you know, the usual thing"
            })
    void ordinaryTalkIsNoDish(String said) {
        Said heard = new Said(Menus.english()).say(said);
        assertThat(heard.understood().concerns()).isEmpty();
        assertThat(heard.order()).isEqualTo("1 cola");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "un coca pour mon voisin, si c'est possible",
                "un coca quand vous aurez le temps",
                "bonsoir, nous avons vraiment envie d'un coca",
                "un coca comme d'habitude",
                "allez, un coca, voilà, merci à vous",
                "ma soeur souhaiterait un coca ce matin"
            })
    void ordinaryFrenchTalkIsNoDish(String said) {
        Said heard = new Said(Menus.french()).say(said);
        assertThat(heard.understood().concerns()).isEmpty();
        assertThat(heard.order()).isEqualTo("1 coca");
    }

    /** Cod is no "got", wine no "fine": what sounds like a word of the language is still a dish, and never a yes. */
    @ParameterizedTest
    @ValueSource(strings = {"cod", "ale", "wine", "naan", "pho", "miso soup"})
    void aShortNameIsNotTakenForAWordThatSoundsLikeIt(String dish) {
        Said heard = new Said(Menus.english()).say("a cheeseburger / " + dish);
        assertThat(heard.order()).isEqualTo("1 cheeseburger");
        assertThat(heard.understood().concerns())
                .singleElement()
                .isInstanceOfSatisfying(
                        Concern.Unknown.class,
                        unknown -> assertThat(unknown.text()).isEqualTo(dish));
    }

    @Test
    void allOfThemAreToldInOneBreath() {
        Chat chat = new Chat(Menus.english(), "en", null, Clock.systemUTC());
        String answer = String.join(" ", chat.say("a coke, a moussaka, two goulash and some haddock"));
        assertThat(answer).contains("moussaka, goulash or haddock");
    }

    private static List<Path> menus(String language) throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path folder : List.of(WrittenOrdersTest.ORDERS.resolve("dev"), Path.of("src/test/resources/menus"))) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.toString().endsWith(".yaml")).sorted().forEach(found::add);
            }
        }
        found.removeIf(file -> !MenuFile.load(file).language().equals(language));
        return found;
    }

    /** Those of which no word stands anywhere in the menu, nor begins as one there does. */
    private static List<String> strangeTo(RestaurantConfig menu, String language) {
        Language spoken = Language.of(language);
        Set<String> words = new HashSet<>();
        Token.of(menu.menu().toString(), spoken).forEach(token -> words.add(token.stem()));
        return (language.equals("en") ? STRANGE_ENGLISH : STRANGE_FRENCH)
                .stream()
                        .filter(dish -> Token.of(dish, spoken).stream()
                                .filter(token -> token.plain().length() > 3)
                                .noneMatch(token -> words.stream()
                                        .anyMatch(word ->
                                                word.startsWith(token.plain().substring(0, 4)))))
                        .toList();
    }

    /** Short names that order just their dish. */
    private static List<String> dishes(RestaurantConfig menu, String language) {
        String one = language.equals("en") ? "a " : "un ";
        return menu.menu().items().stream()
                .filter(item -> item.anyOf().isEmpty() && item.name().split(" ", -1).length < 4)
                .filter(item -> {
                    Said said = new Said(menu).say(one + item.name());
                    return said.order().startsWith("1 " + item.id())
                            && said.understood().lines().size() == 1
                            && said.understood().concerns().isEmpty();
                })
                .map(MenuItem::name)
                .toList();
    }
}

package dev.sotto.schemas.restaurant.rules;

import dev.sotto.schemas.restaurant.Kitchen;
import dev.sotto.schemas.restaurant.KitchenPrinter;
import dev.sotto.schemas.restaurant.KitchenStation;
import dev.sotto.schemas.restaurant.Menu;
import dev.sotto.schemas.restaurant.MenuCategory;
import dev.sotto.schemas.restaurant.MenuItem;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What makes printers ones that can be printed on. Whether a network may be reached is said by whoever reaches it. */
public final class PrinterRules {

    /** A kitchen has some; a hundred are a slip, and each is connected to. */
    private static final int MOST = 20;

    private static final int LONGEST_NAME = 60;
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
    private static final Pattern ADDRESS =
            Pattern.compile("(?<host>[A-Za-z0-9][A-Za-z0-9.-]{0,252}|\\[[0-9A-Fa-f:.]{2,45}])(:(?<port>\\d{1,5}))?");
    private static final int RAW_PORT = 9100;
    private static final int LARGEST_PORT = 65_535;
    private static final Set<Integer> COLUMNS = Set.of(32, 42, 48);
    private static final Set<String> CHARACTERS = Set.of("pc858", "wpc1252");

    private final List<KitchenPrinter> printers;
    private final Set<String> stations;
    private final Complaints problems;

    public PrinterRules(Kitchen kitchen, Menu menu, Complaints problems) {
        this.printers = kitchen.printers();
        this.stations = stations(kitchen, menu);
        this.problems = problems;
    }

    /** Where a printer is.
     *
     * @param host a name or an address, without brackets
     */
    public record Place(String host, int port) {}

    /** What an address says; null where it is none. */
    public static @Nullable Place place(@Nullable String address) {
        var read = ADDRESS.matcher(String.valueOf(address));
        if (address == null || !read.matches()) {
            return null;
        }
        String port = read.group("port");
        int number = port == null ? RAW_PORT : Integer.parseInt(port);
        return number < 1 || number > LARGEST_PORT
                ? null
                : new Place(read.group("host").replaceAll("[\\[\\]]", ""), number);
    }

    /** Every station that has a name or makes a dish. */
    private static Set<String> stations(Kitchen kitchen, Menu menu) {
        Set<String> known = new TreeSet<>();
        kitchen.stations().stream().map(KitchenStation::id).forEach(known::add);
        menu.categories().stream().map(MenuCategory::station).forEach(known::add);
        menu.items().stream().map(MenuItem::station).filter(Objects::nonNull).forEach(known::add);
        return known;
    }

    /** Tells everything that is wrong. */
    public void check() {
        if (printers.size() > MOST) {
            problems.add("kitchen.printers", "are more than " + MOST, "");
            return;
        }
        Set<String> seen = new HashSet<>();
        for (int index = 0; index < printers.size(); index++) {
            String at = "kitchen.printers[" + index + "]";
            KitchenPrinter printer = printers.get(index);
            check(printer, at);
            if (!seen.add(String.valueOf(printer.id()))) {
                problems.add(at + ".id", "\"" + printer.id() + "\" is used twice", "ids must be unique");
            }
        }
    }

    private void check(KitchenPrinter printer, String at) {
        if (!ID.matcher(String.valueOf((Object) printer.id())).matches()) {
            problems.add(at + ".id", "must be small letters, digits and dashes, at most 40", "grill-1");
        }
        String name = printer.name();
        if (name == null || name.isBlank() || name.length() > LONGEST_NAME || hasControls(name)) {
            problems.add(at + ".name", "must have 1 to " + LONGEST_NAME + " characters", "");
        }
        if (place(printer.address()) == null) {
            problems.add(
                    at + ".address",
                    "must be host or host:port, not \"" + printer.address() + "\"",
                    "192.168.1.50:9100");
        }
        if (!COLUMNS.contains(printer.columns())) {
            problems.add(at + ".columns", "must be 32, 42 or 48, not " + printer.columns(), "");
        }
        if (!CHARACTERS.contains(String.valueOf((Object) printer.characters()))) {
            problems.add(at + ".characters", "must be pc858 or wpc1252, not \"" + printer.characters() + "\"", "");
        }
        for (int index = 0; index < printer.stations().size(); index++) {
            String station = printer.stations().get(index);
            if (!stations.contains(station)) {
                problems.add(
                        at + ".stations[" + index + "]",
                        "there is no station \"" + station + "\"",
                        Suggestion.of(station, stations));
            }
        }
    }

    private static boolean hasControls(String text) {
        return text.chars().anyMatch(Character::isISOControl);
    }
}

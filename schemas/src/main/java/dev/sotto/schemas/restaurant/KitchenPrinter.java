package dev.sotto.schemas.restaurant;

import java.util.List;
import java.util.Objects;

/**
 * A printer for paper tickets in the restaurant's network, which understands ESC/POS.
 *
 * @param address host or host:port; see {@link dev.sotto.schemas.restaurant.rules.PrinterRules}
 * @param stations whose dishes it prints; none means all of them
 * @param columns characters of a line
 * @param characters the code page it is told to use
 */
public record KitchenPrinter(
        String id, String name, String address, List<String> stations, int columns, String characters) {

    public static final int USUAL_COLUMNS = 42;
    public static final String USUAL_CHARACTERS = "pc858";

    public KitchenPrinter {
        stations = List.copyOf(Objects.requireNonNullElse(stations, List.of()));
    }

    /** Whether a dish that is made at this station stands on its tickets. */
    public boolean prints(String station) {
        return stations.isEmpty() || stations.contains(station);
    }
}

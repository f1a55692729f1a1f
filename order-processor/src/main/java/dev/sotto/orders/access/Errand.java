package dev.sotto.orders.access;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What somebody who was let in wants done.
 *
 * @param command as the document names it, a method and a path
 * @param target which order, dish, device; empty where the restaurant itself is meant
 */
public record Errand(String command, String target) {

    public static final String ATTRIBUTE = Errand.class.getName();
    private static final int LONGEST = 200;

    /** Whatever stood in the path may be shown and kept. */
    static Errand of(String command, Map<String, String> path) {
        String target = new TreeMap<>(path)
                .entrySet().stream()
                        .filter(each -> !each.getKey().equals("restaurantId"))
                        .map(Map.Entry::getValue)
                        .collect(Collectors.joining("/"))
                        .replaceAll("\\p{C}", "?");
        return new Errand(command, target.length() > LONGEST ? target.substring(0, LONGEST) : target);
    }
}

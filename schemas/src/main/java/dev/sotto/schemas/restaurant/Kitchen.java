package dev.sotto.schemas.restaurant;

import java.util.List;
import java.util.Objects;

/** How a kitchen works with its tickets: its stations, its courses, its patience and its printers. */
public record Kitchen(
        boolean expo,
        List<KitchenStation> stations,
        List<KitchenCourse> courses,
        List<KitchenAgeing> ageing,
        List<KitchenPrinter> printers) {

    /** One that says nothing of itself. */
    public static final Kitchen PLAIN = new Kitchen(false, List.of(), List.of(), List.of(), List.of());

    public Kitchen {
        stations = List.copyOf(stations);
        courses = List.copyOf(courses);
        ageing = List.copyOf(ageing);
        // Restaurants that were written down as JSON before there were printers name none.
        printers = List.copyOf(Objects.requireNonNullElse(printers, List.of()));
    }

    public Kitchen withPrinters(List<KitchenPrinter> others) {
        return new Kitchen(expo, stations, courses, ageing, others);
    }
}

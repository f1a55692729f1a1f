package dev.sotto.schemas.restaurant;

import java.util.List;

/** How a kitchen works with its tickets: its stations, its courses and its patience. */
public record Kitchen(
        boolean expo, List<KitchenStation> stations, List<KitchenCourse> courses, List<KitchenAgeing> ageing) {

    public Kitchen {
        stations = List.copyOf(stations);
        courses = List.copyOf(courses);
        ageing = List.copyOf(ageing);
    }
}

package dev.sotto.schemas.restaurant;

import java.util.List;

/** Dishes that go out together; held ones wait at a table until somebody fires them. */
public record KitchenCourse(String id, String name, List<String> categories, boolean held) {

    public KitchenCourse {
        categories = List.copyOf(categories);
    }
}

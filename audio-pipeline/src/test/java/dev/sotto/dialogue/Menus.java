package dev.sotto.dialogue;

import dev.sotto.dialogue.menu.MenuFile;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import java.nio.file.Path;

/** The menus that tests order from. */
public final class Menus {
    private Menus() {}

    public static RestaurantConfig english() {
        return MenuFile.load(Path.of("..", "infra", "restaurants", "harbour-grill.yaml"));
    }

    public static RestaurantConfig french() {
        return MenuFile.load(Path.of("..", "infra", "restaurants", "chez-lucette.yaml"));
    }

    /** Starters, mains and desserts; desserts wait by themselves. */
    public static RestaurantConfig bistro() {
        return MenuFile.load(Path.of("src", "test", "resources", "menus", "bistro.yaml"));
    }

    public static RestaurantConfig bistrot() {
        return MenuFile.load(Path.of("src", "test", "resources", "menus", "bistrot.yaml"));
    }

    /** Pizzas that can be had in halves. */
    public static RestaurantConfig pizzeria(String language) {
        String file = language.equals("fr") ? "pizzeria-fr.yaml" : "pizzeria.yaml";
        return MenuFile.load(Path.of("src", "test", "resources", "menus", file));
    }

    public static RestaurantConfig noodles() {
        return MenuFile.load(Path.of("src", "test", "resources", "menus", "lucky-noodle.yaml"));
    }
}

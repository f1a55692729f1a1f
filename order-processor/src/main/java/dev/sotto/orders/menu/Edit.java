package dev.sotto.orders.menu;

import dev.sotto.schemas.restaurant.RestaurantConfig;

/** A change of a restaurant on its way to the log. */
record Edit(RestaurantConfig config, String by, boolean checked) {}

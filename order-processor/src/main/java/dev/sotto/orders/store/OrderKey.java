package dev.sotto.orders.store;

/** An order of a restaurant; the tenant is part of every key. */
record OrderKey(String restaurantId, String orderId) {}

package dev.sotto.orders.order;

/** An order of a restaurant; the tenant is part of every key. */
public record OrderKey(String restaurantId, String orderId) {}

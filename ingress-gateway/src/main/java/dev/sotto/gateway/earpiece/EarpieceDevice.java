package dev.sotto.gateway.earpiece;

/** A waiter's device that showed the right token. */
public record EarpieceDevice(String deviceId, String restaurantId) {}

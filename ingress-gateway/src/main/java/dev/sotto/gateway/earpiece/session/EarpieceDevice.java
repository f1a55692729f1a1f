package dev.sotto.gateway.earpiece.session;

/** A waiter's device that showed the right token. */
public record EarpieceDevice(String deviceId, String restaurantId) {}

package dev.sotto.schemas.order;

import org.jspecify.annotations.Nullable;

/** A guest whom nobody could speak to wants to be called back. */
public record CallbackAsked(String phone, @Nullable String name, String summary) implements OrderEvent {}

package dev.sotto.schemas.restaurant;

import org.jspecify.annotations.Nullable;

/** Somebody a call may be handed to, by a SIP address or by a number that is dialled through an account. */
public record HumanContact(
        String name, String target, @Nullable String account) {}

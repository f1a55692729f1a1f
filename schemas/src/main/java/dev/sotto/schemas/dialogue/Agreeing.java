package dev.sotto.schemas.dialogue;

/** Something other than an order was read back; only an explicit yes carries out exactly this. */
public record Agreeing(Matter matter) implements DialoguePhase {}

package dev.sotto.schemas.dialogue;

/** What a yes carries out, where it is no order. */
public sealed interface Matter permits CancelPlaced, BookTable, OpenClaim {}

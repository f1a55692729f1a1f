package dev.sotto.schemas.reply;

/** Show a line of text on an earpiece device. */
public record Notice(String text) implements ReplyCommand {}

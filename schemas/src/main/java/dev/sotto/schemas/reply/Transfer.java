package dev.sotto.schemas.reply;

/** Hand the call to somebody else when everything queued has been played. */
public record Transfer(String target) implements ReplyCommand {}

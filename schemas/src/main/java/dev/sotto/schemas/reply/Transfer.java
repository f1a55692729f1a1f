package dev.sotto.schemas.reply;

import org.jspecify.annotations.Nullable;

/** Hand the call to one of the restaurant's humans, by name, when everything queued has been played. */
public record Transfer(String target, @Nullable SpokenSummary summary) implements ReplyCommand {}

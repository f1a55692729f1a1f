package dev.sotto.schemas.reply;

/** Go on after {@link PausePlayback} from shortly before where it fell silent: nobody had spoken to us. */
public record ResumePlayback() implements ReplyCommand {}

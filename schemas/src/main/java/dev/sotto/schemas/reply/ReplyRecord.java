package dev.sotto.schemas.reply;

import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.TopicRecord;

/** What a gateway shall do on a call. Written to the partition that the call's gateway reads. Key: callId. */
public record ReplyRecord(Envelope envelope, String callId, String replyId, ReplyCommand command)
        implements TopicRecord {
    @Override
    public String eventType() {
        return command.getClass().getSimpleName();
    }
}

package dev.sotto.schemas.operation;

import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.TopicRecord;

/** Something a person did to the log, kept for ever. Key: what it was done to. */
public record OperatorAction(Envelope envelope, String subject, OperationKind kind, String operator, String reason)
        implements TopicRecord {}

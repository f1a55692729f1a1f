package dev.sotto.schemas.security;

import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.TopicRecord;

/** A credential that must no longer be accepted. Key: the revoked token's or device's id. */
public record Revocation(Envelope envelope, String subjectId, RevokedKind kind, String reason) implements TopicRecord {}

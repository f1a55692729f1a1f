package dev.sotto.schemas.security;

/** What is revoked. */
public enum RevokedKind {
    TOKEN,
    DEVICE
}

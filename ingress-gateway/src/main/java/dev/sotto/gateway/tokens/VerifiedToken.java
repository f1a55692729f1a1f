package dev.sotto.gateway.tokens;

import java.time.Instant;

/** What a token says, once its signature was found good: which device of which restaurant shows it, and until when. */
public record VerifiedToken(
        String tokenId, String issuer, String deviceId, String restaurantId, Instant notBefore, Instant expiresAt) {}

package dev.sotto.gateway.rtp.srtp;

/** What both ends said about their keys: each protects with its own what it sends. */
public record SrtpKeys(CryptoSuite suite, MasterKey ours, MasterKey theirs) {}

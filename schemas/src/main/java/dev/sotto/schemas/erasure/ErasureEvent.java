package dev.sotto.schemas.erasure;

/** What can happen to the wish to be forgotten. */
public sealed interface ErasureEvent permits ErasureAsked, ErasureDone {}

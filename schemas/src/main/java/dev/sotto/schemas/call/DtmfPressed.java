package dev.sotto.schemas.call;

/** The caller pressed a key of his telephone; once per press. */
public record DtmfPressed(String key, DtmfMethod method) implements CallEvent {}

package dev.sotto.gateway.sip.message;

/** One header line, its compact name written out ({@code f} is {@code From}) and its folds undone. */
public record Header(String name, String value) {}

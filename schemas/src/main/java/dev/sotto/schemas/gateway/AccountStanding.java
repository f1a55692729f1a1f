package dev.sotto.schemas.gateway;

/** How an account stands at its registrar. */
public enum AccountStanding {
    REGISTERED,
    TRYING,
    REFUSED,
    LEAVING
}

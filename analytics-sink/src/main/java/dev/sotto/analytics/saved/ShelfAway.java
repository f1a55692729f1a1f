package dev.sotto.analytics.saved;

import java.sql.SQLException;

/** The database that keeps questions does not answer. */
public final class ShelfAway extends RuntimeException {

    private static final long serialVersionUID = 1;

    ShelfAway(SQLException why) {
        super("The saved questions cannot be reached now: " + why.getMessage(), why);
    }
}

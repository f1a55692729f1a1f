package dev.sotto.orders.store;

import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTimeoutException;
import io.r2dbc.spi.R2dbcTransientException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import reactor.netty.channel.AbortedException;

/** Whose fault a failed write is, which says what to do about it. */
public enum Fault {
    /** The database is away, starting, full or busy: the same write succeeds later. */
    AWAY,
    /** This record can never be written, by anyone. */
    POISON,
    /** Ours or the operator's: wrong password, missing table. No record is to blame. */
    BROKEN;

    /** SQLSTATE classes: connection, transaction rollback, resources, operator intervention, system error. */
    private static final Set<String> AWAY_CLASSES = Set.of("08", "40", "53", "57", "58");

    /** Lock not available; read-only (a standby that is about to be promoted). */
    private static final Set<String> AWAY_STATES = Set.of("55P03", "25006");

    /** Bad values, constraints, and values beyond a limit of the database. */
    private static final Set<String> POISON_CLASSES = Set.of("22", "23", "54");

    public static Fault of(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            Fault fault = ofOne(cause);
            if (fault != null) {
                return fault;
            }
        }
        return BROKEN;
    }

    /** Whether the database said so, whatever it meant by it. */
    public static boolean isOfTheDatabase(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof R2dbcException) {
                return true;
            }
        }
        return false;
    }

    /** The innermost message, which is the one that names the host and the reason. */
    public static String sentence(Throwable error) {
        Throwable inner = error;
        while (inner.getCause() != null) {
            inner = inner.getCause();
        }
        return inner.getMessage() == null ? inner.toString() : inner.getMessage();
    }

    private static @Nullable Fault ofOne(Throwable cause) {
        return switch (cause) {
            case R2dbcException r2dbc -> ofSql(r2dbc);
            case SQLException sql -> ofState(sql.getSQLState(), BROKEN);
            case UnfitRecord unfit -> POISON;
            case IOException io -> AWAY;
            case AbortedException cut -> AWAY;
            case TimeoutException timeout -> AWAY;
            default -> null;
        };
    }

    private static Fault ofSql(R2dbcException error) {
        boolean connection = error instanceof R2dbcNonTransientResourceException
                || error instanceof R2dbcTransientException
                || error instanceof R2dbcTimeoutException;
        return ofState(error.getSqlState(), connection ? AWAY : BROKEN);
    }

    private static Fault ofState(@Nullable String state, Fault unknown) {
        if (state == null || state.length() != 5) {
            return unknown;
        }
        String kind = state.substring(0, 2);
        if (AWAY_CLASSES.contains(kind) || AWAY_STATES.contains(state)) {
            return AWAY;
        }
        return POISON_CLASSES.contains(kind) ? POISON : unknown;
    }
}

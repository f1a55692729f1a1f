package dev.sotto.schemas.operation;

import org.jspecify.annotations.Nullable;

/**
 * The order tables are made anew and compared with those in use.
 *
 * @param adopt whether what was made anew takes the place of what differs from it
 * @param source the name of a replay of the orders' events that is read in their place; null for none
 * @param postgres {@code postgresql://host:port/database}; empty for that of the system that runs where the work is done
 * @param user the role that works
 * @param owner the role whose the tables are
 */
public record RebuildTask(boolean adopt, @Nullable String source, String postgres, String user, String owner)
        implements ReplayTask {}

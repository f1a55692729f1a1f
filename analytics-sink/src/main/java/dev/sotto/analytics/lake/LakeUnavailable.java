package dev.sotto.analytics.lake;

/** The object store or the catalog did not answer. What was being written may or may not be in the table: read it anew. */
public final class LakeUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1;

    public LakeUnavailable(String doing, Throwable cause) {
        super(doing + " failed: " + reasonOf(cause), cause);
    }

    private static String reasonOf(Throwable cause) {
        Throwable deepest = cause;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest.getMessage() == null ? deepest.getClass().getSimpleName() : deepest.getMessage();
    }
}

package dev.sotto.load.phone;

/** The call had ended, or ended meanwhile, so that what was asked of it could not be done. */
public final class CallOver extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient CallEnd end;

    CallOver(CallEnd end, String undone) {
        super(end + " " + undone);
        this.end = end;
    }

    public CallEnd end() {
        return end;
    }
}

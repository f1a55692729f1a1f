package dev.sotto.orders.printer.line;

/** Why nothing comes out of a printer. */
public enum Trouble {
    PAPER_OUT("There is no paper."),
    COVER_OPEN("Its cover is open."),
    FAULT("It says that it is broken or that its knife is stuck."),
    OFFLINE("It is switched off-line at the printer."),
    /** Nobody takes the connection. */
    UNREACHABLE("It cannot be reached: it is off, or its cable or network is."),
    /** The connection is taken, and nothing is answered by a printer that did before. */
    SILENT("It does not answer any more."),
    /** The operator's networks do not hold its address. */
    REFUSED("Its address may not be reached.");

    private final String sentence;

    Trouble(String sentence) {
        this.sentence = sentence;
    }

    public String sentence() {
        return sentence;
    }
}

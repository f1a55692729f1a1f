package dev.sotto.local.operate;

import picocli.CommandLine.Option;

/** Who works here, and why, for the record of what operators did. */
final class WhyOption {

    @Option(names = "--reason", paramLabel = "WORDS", defaultValue = "", description = "Why, for the record.")
    String reason = "";

    /** As this machine knows him. */
    static String operator() {
        return System.getProperty("user.name", "unknown");
    }

    /** What is done, and why where that is said. */
    String with(String what) {
        return what + (reason.isEmpty() ? "" : ": " + reason);
    }
}

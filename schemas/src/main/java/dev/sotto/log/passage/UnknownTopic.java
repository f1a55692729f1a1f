package dev.sotto.log.passage;

import java.util.Collection;
import java.util.stream.Collectors;

/** A topic was named that the log does not have. */
public final class UnknownTopic extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnknownTopic(String topic, Collection<String> known) {
        super("There is no topic " + topic + ". There are: "
                + known.stream().filter(name -> !name.startsWith("__")).sorted().collect(Collectors.joining(", "))
                + ".");
    }
}

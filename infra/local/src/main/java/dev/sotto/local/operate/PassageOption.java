package dev.sotto.local.operate;

import dev.sotto.log.passage.Passage;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which part of a topic a command is about. */
final class PassageOption {

    @Parameters(paramLabel = "TOPIC", description = "The topic; ./sotto topics lists them.")
    String topic = "";

    @Mixin
    SpanOption span = new SpanOption();

    @Option(names = "--key", paramLabel = "KEY", description = "Only records under this key, e.g. a call's id.")
    @Nullable
    String key;

    Passage passage() {
        return span.of(topic, key);
    }
}

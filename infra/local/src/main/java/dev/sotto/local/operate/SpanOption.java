package dev.sotto.local.operate;

import dev.sotto.log.passage.Passage;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which time and which restaurant a command is about. */
final class SpanOption {

    @Option(
            names = "--since",
            paramLabel = "WHEN",
            converter = Moment.class,
            description = "Only what was appended from then on: 2026-07-03T18:00:00Z, or 90s, 15m, 2h, 3d ago.")
    @Nullable
    Instant since;

    @Option(
            names = "--before",
            paramLabel = "WHEN",
            converter = Moment.class,
            description = "Only what was appended before then.")
    @Nullable
    Instant before;

    @Option(names = "--restaurant", paramLabel = "ID", description = "Only this tenant's records.")
    @Nullable
    String restaurant;

    Passage of(String topic, @Nullable String key) {
        return new Passage(topic, since, before, restaurant, key);
    }

    /** A moment, or how long ago it was. */
    static final class Moment implements ITypeConverter<Instant> {

        private static final Pattern AGO = Pattern.compile("(\\d{1,6})([smhd])");

        @Override
        public Instant convert(String text) {
            Matcher ago = AGO.matcher(text);
            if (ago.matches()) {
                long amount = Long.parseLong(ago.group(1));
                return Instant.now()
                        .minus(
                                switch (ago.group(2)) {
                                    case "s" -> Duration.ofSeconds(amount);
                                    case "m" -> Duration.ofMinutes(amount);
                                    case "h" -> Duration.ofHours(amount);
                                    default -> Duration.ofDays(amount);
                                });
            }
            try {
                return Instant.parse(text);
            } catch (DateTimeException unknown) {
                throw new TypeConversionException(
                        "'" + text + "' is no moment; write 2026-07-03T18:00:00Z, or 15m for fifteen minutes ago");
            }
        }
    }
}

package dev.sotto.gateway.registration;

import dev.sotto.gateway.sip.message.Headers;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the answers to a REGISTER say beside their number. */
final class Answers {

    /** A registrar that wants more than a day, or away longer than ten minutes, is not believed. */
    private static final int LONGEST_EXPIRES = 86_400;

    private static final int LONGEST_RETRY_AFTER = 600;

    private Answers() {}

    /** Refusals that asking again, or asking another registrar, does not change. */
    static boolean isFinalWord(int status) {
        return (status >= 400 && status < 500 && status != 408 && status != 480 && status != 486 && status != 429)
                || status >= 600;
    }

    /** The seconds granted to our contact: its own parameter, else the header, else what was asked. */
    static int granted(Headers headers, String line, int asked) {
        Pattern ours = Pattern.compile("<sips?:" + Pattern.quote(line) + "@[^>]*>([^,]*)", Pattern.CASE_INSENSITIVE);
        for (String contacts : headers.all("Contact")) {
            Matcher contact = ours.matcher(contacts);
            if (contact.find()) {
                Matcher own = Pattern.compile(";\\s*expires\\s*=\\s*\"?([0-9]{1,9})", Pattern.CASE_INSENSITIVE)
                        .matcher(contact.group(1));
                if (own.find()) {
                    return Math.min(LONGEST_EXPIRES, Integer.parseInt(own.group(1)));
                }
            }
        }
        return number(headers.first("Expires"), asked, LONGEST_EXPIRES);
    }

    /** 0 when the registrar does not say. */
    static int minExpires(Headers headers) {
        return number(headers.first("Min-Expires"), 0, LONGEST_EXPIRES);
    }

    static Duration retryAfter(Headers headers) {
        return Duration.ofSeconds(number(headers.first("Retry-After"), 0, LONGEST_RETRY_AFTER));
    }

    private static int number(@Nullable String text, int otherwise, int most) {
        Matcher digits = Pattern.compile("\\s*([0-9]{1,9}).*").matcher(text == null ? "" : text);
        return digits.matches() ? Math.min(most, Integer.parseInt(digits.group(1))) : otherwise;
    }
}

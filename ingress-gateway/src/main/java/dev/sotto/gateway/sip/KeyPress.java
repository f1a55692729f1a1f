package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.Headers;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.Status;
import dev.sotto.gateway.sip.transaction.ServerTransaction;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A key of the caller's telephone that came as INFO: {@code Signal=5} with a duration, or the bare key.
 *
 * @param millis how long it was held, 0 when the phone does not say
 */
public record KeyPress(char key, int millis) {

    private static final String KEYS = "0123456789*#ABCD";

    private static final Headers READ = Headers.NONE.and("Accept", "application/dtmf-relay, application/dtmf");

    private static boolean isAnnouncedBy(SipRequest info) {
        String type = info.contentType();
        return type.equals("application/dtmf-relay") || type.equals("application/dtmf");
    }

    /** Answers an INFO and tells the key it brought, if any: an empty one only asks whether we are there. */
    static void answer(ServerTransaction transaction, SessionAnswers answers, Consumer<KeyPress> pressed) {
        SipRequest info = transaction.request();
        KeyPress key = of(info);
        if (key != null || info.body().isEmpty()) {
            answers.say(transaction, Status.OK);
        } else if (isAnnouncedBy(info)) {
            answers.say(transaction, Status.BAD_REQUEST.because("No Key Is Named"));
        } else {
            answers.say(transaction, Status.UNSUPPORTED_MEDIA_TYPE, READ);
        }
        if (key != null) {
            pressed.accept(key);
        }
    }

    /** Null when the body names no key. */
    static @Nullable KeyPress of(SipRequest request) {
        if (!isAnnouncedBy(request)) {
            return null;
        }
        String signal = "";
        int millis = 0;
        for (String line : request.body().lines().toList()) {
            int equals = line.indexOf('=');
            String name =
                    equals < 0 ? "signal" : line.substring(0, equals).strip().toLowerCase(Locale.ROOT);
            String value = line.substring(equals + 1).strip();
            if (name.equals("signal") && signal.isEmpty()) {
                signal = value;
            } else if (name.equals("duration") && value.matches("[0-9]{1,5}")) {
                millis = Integer.parseInt(value);
            }
        }
        int key = keyOf(signal.toUpperCase(Locale.ROOT));
        return key < 0 ? null : new KeyPress(KEYS.charAt(key), millis);
    }

    /** Some phones write the star and the hash as the numbers RFC 4733 gives them. */
    private static int keyOf(String signal) {
        if (signal.matches("1[0-5]")) {
            return Integer.parseInt(signal);
        }
        return signal.length() == 1 ? KEYS.indexOf(signal.charAt(0)) : -1;
    }
}

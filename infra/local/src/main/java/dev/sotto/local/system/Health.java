package dev.sotto.local.system;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What a service says of itself. */
public final class Health {

    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration FIRST_CALLER = Duration.ofSeconds(15);

    private Health() {}

    /** What the speech stage cannot do here, in a sentence; empty when it says nothing. */
    public static String speech(Addresses at) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return says(http, "audio pipeline", at.pipeline(), "/components/speech/details/says");
        }
    }

    /** Why callers are turned away, in a sentence; empty when they are taken. */
    public static String callers(Addresses at) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return callers(http, at);
        }
    }

    private static String callers(HttpClient http, Addresses at) {
        return says(http, "gateway", at.gateway(), "/components/gateway/details/why");
    }

    /**
     * A pipeline that has just started takes callers a moment later, and one that was killed before when the log has
     * missed it: that much is waited for.
     */
    static void awaitCallers(Addresses at) {
        long begun = System.nanoTime();
        try (HttpClient http = HttpClient.newHttpClient()) {
            while (!callers(http, at).isEmpty() && System.nanoTime() - begun < FIRST_CALLER.toNanos()) {
                LockSupport.parkNanos(LOOK.toNanos());
            }
        }
    }

    private static String says(HttpClient http, String service, String address, String pointer) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/actuator/health"))
                .timeout(LIMIT)
                .build();
        try {
            String body =
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body();
            return JsonMapper.shared().readTree(body).at(pointer).asString("");
        } catch (IOException | JacksonException silent) {
            return "The " + service + " does not say how it is: " + silent.getMessage();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}

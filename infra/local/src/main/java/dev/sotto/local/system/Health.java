package dev.sotto.local.system;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What a service says of itself. */
public final class Health {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    private Health() {}

    /** What the speech stage cannot do here, in a sentence; empty when it says nothing. */
    public static String speech(Addresses at) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(at.pipeline() + "/actuator/health"))
                .timeout(LIMIT)
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            String body =
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body();
            return JsonMapper.shared()
                    .readTree(body)
                    .at("/components/speech/details/says")
                    .asString("");
        } catch (IOException | JacksonException silent) {
            return "The audio pipeline does not say how it is: " + silent.getMessage();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}

package dev.sotto.local;

import dev.sotto.local.system.Addresses;
import dev.sotto.local.system.Credentials;
import dev.sotto.local.system.Wiring;
import dev.sotto.local.terminal.Failure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks the order processor to forget a guest, as the manager of his restaurant. */
final class ErasureClient implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int REFUSED = 400;

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI all;
    private final String token;

    ErasureClient(Addresses at, Credentials credentials, String restaurant) {
        if (!restaurant.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,127}")) {
            throw new Failure("A restaurant is named by letters, digits and . _ -, not " + restaurant + ".");
        }
        this.all = URI.create(at.orders() + "/api/restaurants/" + restaurant + "/erasures");
        this.token = credentials.secret(Wiring.managerToken(restaurant));
    }

    /** What is known of whoever has this number. */
    JsonNode find(String phone) {
        return post(Map.of("phone", phone, "dryRun", true));
    }

    JsonNode ask(String phone) {
        return post(Map.of("phone", phone));
    }

    JsonNode all() {
        return send(request(all).GET().build());
    }

    JsonNode look(String id) {
        return send(request(URI.create(all + "/" + id)).GET().build());
    }

    private JsonNode post(Map<String, Object> wish) {
        return send(request(all)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(wish)))
                .build());
    }

    private HttpRequest.Builder request(URI place) {
        return HttpRequest.newBuilder(place)
                .header("Authorization", "Bearer " + token)
                .timeout(LIMIT);
    }

    private JsonNode send(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode body = JsonMapper.shared().readTree(response.body());
            if (response.statusCode() >= REFUSED) {
                throw new Failure(body.path("detail").asString("The order processor refused without saying why."));
            }
            return body;
        } catch (IOException away) {
            throw new Failure("The order processor at " + all.getAuthority() + " does not answer.", away);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Failure("The request was interrupted; whether it was heard is not known.");
        }
    }

    @Override
    public void close() {
        http.close();
    }
}

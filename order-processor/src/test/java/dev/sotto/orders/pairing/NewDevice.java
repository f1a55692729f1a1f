package dev.sotto.orders.pairing;

import static dev.sotto.orders.RunningOrders.MANAGER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.orders.RunningOrders;
import java.net.http.HttpResponse;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A device that nobody knows yet, and the manager who lets it in. */
record NewDevice(RunningOrders running) {

    static final String GRANT = "urn:ietf:params:oauth:grant-type:device_code";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    JsonNode ask(String purpose) {
        HttpResponse<String> answer = running.form("/pair/codes", Map.of("client_id", purpose));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    String code(JsonNode asked) {
        return asked.path("user_code").asString();
    }

    HttpResponse<String> approve(String token, String restaurant, String code, String purpose) {
        return running.post(
                "/api/restaurants/" + restaurant + "/pairings",
                token,
                "{\"code\":\"%s\",\"name\":\" Pass \",\"purpose\":\"%s\"}".formatted(code, purpose));
    }

    HttpResponse<String> poll(JsonNode asked) {
        return running.form(
                "/pair/token",
                Map.of(
                        "grant_type",
                        GRANT,
                        "device_code",
                        asked.path("device_code").asString()));
    }

    /** As a patient device would, without its patience. */
    JsonNode redeem(JsonNode asked) {
        running.owner("update pairings set next_poll_at = now() - interval '1 second' returning 1");
        HttpResponse<String> answer = poll(asked);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    String error(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        return JSON.readTree(answer.body()).path("error").asString();
    }

    JsonNode paired(String purpose) {
        JsonNode asked = ask(purpose);
        assertThat(approve(MANAGER, "r1", code(asked), purpose).statusCode()).isEqualTo(201);
        return redeem(asked);
    }

    HttpResponse<String> renew(String renewal) {
        return running.form("/pair/token", Map.of("grant_type", "refresh_token", "refresh_token", renewal));
    }
}

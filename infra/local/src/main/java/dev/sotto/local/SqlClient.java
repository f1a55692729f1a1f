package dev.sotto.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks the analytics sink's SQL endpoint. */
final class SqlClient implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI endpoint;
    private final String token;

    SqlClient(Addresses at, Credentials credentials) {
        this.endpoint = URI.create(at.analytics() + "/sql");
        this.token = credentials.secret(Wiring.SQL_TOKEN);
    }

    /** The answer as JSON: columns and rows. */
    JsonNode json(String sql) {
        return JsonMapper.shared().readTree(ask(sql, "application/json"));
    }

    String csv(String sql) {
        return ask(sql, "text/csv");
    }

    private String ask(String sql, String format) {
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "text/plain; charset=utf-8")
                .header("Accept", format + ", application/problem+json")
                .timeout(LIMIT)
                .POST(HttpRequest.BodyPublishers.ofString(sql))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new Failure(problem(response.body()));
            }
            return response.body();
        } catch (IOException away) {
            throw new Failure("The SQL endpoint at " + endpoint + " does not answer.", away);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Failure("The question was interrupted.");
        }
    }

    private static String problem(String body) {
        try {
            JsonNode problem = JsonMapper.shared().readTree(body);
            return problem.path("title").asString("Refused") + ": "
                    + problem.path("detail").asString(body);
        } catch (RuntimeException notJson) {
            return body.isBlank() ? "The SQL endpoint refused without saying why." : body;
        }
    }

    @Override
    public void close() {
        http.close();
    }
}

package dev.sotto.local;

import dev.sotto.local.system.Addresses;
import dev.sotto.local.system.Credentials;
import dev.sotto.local.system.Wiring;
import dev.sotto.local.terminal.Failure;
import dev.sotto.local.terminal.ProgressLine;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks the analytics sink's SQL endpoint. */
final class SqlClient implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(300);
    private static final Duration COMPARED_WITHIN = Duration.ofMinutes(15);
    private static final int OK = 200;
    private static final int WAIT = 202;
    private static final int DONE = 204;

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

    /** Asks what may take minutes, shows how far it is, and writes the answer to a file when it has come whole. */
    Saved save(String sql, AnswerFormat format, Path file, ProgressLine progress) {
        HttpResponse<InputStream> response = send(question("/inquiries", format.mediaType())
                .POST(HttpRequest.BodyPublishers.ofString(sql))
                .build());
        while (response.statusCode() == WAIT) {
            progress.show(
                    JsonMapper.shared().readTree(body(response)).path("percent").asLong(0), 100);
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            String place = response.headers().firstValue("Location").orElseThrow();
            response = send(question(place.replaceFirst("^/sql", ""), format.mediaType())
                    .GET()
                    .build());
        }
        if (response.statusCode() != OK) {
            throw new Failure(problem(body(response)));
        }
        return written(response, file);
    }

    /** The questions that are saved: name, statement, and when. */
    JsonNode saved() {
        return JsonMapper.shared()
                .readTree(answered(question("/saved", "application/json").GET()))
                .path("saved");
    }

    /** The statement saved under a name. */
    String saved(String name) {
        return JsonMapper.shared()
                .readTree(
                        answered(question("/saved/" + name, "application/json").GET()))
                .path("sql")
                .asString();
    }

    void keep(String name, String sql) {
        answered(question("/saved/" + name, "application/json").PUT(HttpRequest.BodyPublishers.ofString(sql)));
    }

    void remove(String name) {
        answered(question("/saved/" + name, "application/json").DELETE());
    }

    /** Compares these days of the history with PostgreSQL. */
    JsonNode reconcile(LocalDate first, LocalDate last) {
        URI place = endpoint.resolve("/reconciliation?from=" + first + "&to=" + last);
        HttpResponse<InputStream> response = send(HttpRequest.newBuilder(place)
                .header("Authorization", "Bearer " + token)
                .timeout(COMPARED_WITHIN)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
        String body = body(response);
        if (response.statusCode() != OK) {
            throw new Failure(problem(body));
        }
        return JsonMapper.shared().readTree(body);
    }

    private static Saved written(HttpResponse<InputStream> response, Path file) {
        Path unfinished = file.resolveSibling(file.getFileName() + ".part");
        try (InputStream answer = response.body()) {
            Files.copy(answer, unfinished, StandardCopyOption.REPLACE_EXISTING);
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
            return new Saved(
                    Files.size(file),
                    response.headers().firstValue("Sotto-Rows"),
                    response.headers().firstValue("Sotto-Truncated").orElse("").equals("true"));
        } catch (IOException unwritable) {
            throw new Failure("The answer cannot be written to " + file + ": " + unwritable.getMessage(), unwritable);
        }
    }

    private String ask(String sql, String format) {
        return answered(question("", format).POST(HttpRequest.BodyPublishers.ofString(sql)));
    }

    private String answered(HttpRequest.Builder request) {
        HttpResponse<InputStream> response = send(request.build());
        String body = body(response);
        if (response.statusCode() != OK && response.statusCode() != DONE) {
            throw new Failure(problem(body));
        }
        return body;
    }

    private HttpRequest.Builder question(String place, String format) {
        return HttpRequest.newBuilder(URI.create(endpoint + place))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "text/plain; charset=utf-8")
                .header("Accept", format + ", application/problem+json")
                .timeout(LIMIT);
    }

    private HttpResponse<InputStream> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException away) {
            throw new Failure("The SQL endpoint at " + endpoint + " does not answer.", away);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Failure("The question was interrupted.");
        }
    }

    private String body(HttpResponse<InputStream> response) {
        try (InputStream body = response.body()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new Failure("The SQL endpoint at " + endpoint + " broke off in its answer.", broken);
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

    /**
     * An answer in a file.
     *
     * @param rows how many, where the service says so
     * @param cut true when there may be more
     */
    record Saved(long bytes, Optional<String> rows, boolean cut) {}
}

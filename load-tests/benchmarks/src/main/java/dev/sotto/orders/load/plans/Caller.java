package dev.sotto.orders.load.plans;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whoever may ask a restaurant's questions, over HTTP. */
final class Caller implements AutoCloseable {

    static final List<String> RESTAURANTS = List.of(Population.BUSY, Population.FORGETFUL, Population.USUAL);
    private static final List<String> ROLES = List.of("manager", "operator");

    /** A machine that is busy with something else may keep an answer beyond the service's own patience. */
    private static final int AWAY = 503;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;

    Caller(int port) {
        this.port = port;
    }

    static List<String> tokens() {
        List<String> settings = new ArrayList<>();
        for (String restaurant : RESTAURANTS) {
            for (String role : ROLES) {
                String token = "--orders.tokens[" + settings.size() / 3 + "].";
                settings.add(token + "token=" + token(role, restaurant));
                settings.add(token + "restaurant-id=" + restaurant);
                settings.add(token + "role=" + role);
            }
        }
        return settings;
    }

    private static String token(String role, String restaurant) {
        return role + "-of-" + restaurant + "-0123456789";
    }

    /** How many things the answer tells of; negative where it was refused. */
    int ask(Question question, String restaurant, int thing, int turn) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + question.at(restaurant, thing, turn)))
                .header("Authorization", "Bearer " + token(question.role(), restaurant))
                .build();
        if (question.isAStream()) {
            return listen(request, question.untilTold());
        }
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (answer.statusCode() == AWAY && System.nanoTime() < deadline) {
            answer = http.send(request, BodyHandlers.ofString());
        }
        return answer.statusCode() == 200 ? things(answer) : -1;
    }

    private int listen(HttpRequest request, Set<String> untilTold) throws IOException, InterruptedException {
        HttpResponse<Stream<String>> answer = http.send(request, BodyHandlers.ofLines());
        if (answer.statusCode() != 200) {
            return -1;
        }
        Set<String> waiting = new HashSet<>(untilTold);
        try (Stream<String> lines = answer.body()) {
            return (int) lines.takeWhile(line -> {
                        waiting.removeIf(event -> line.equals("event:" + event));
                        return !waiting.isEmpty();
                    })
                    .filter(line -> line.startsWith("data:"))
                    .count();
        }
    }

    /** A picture is one thing. */
    private static int things(HttpResponse<String> answer) {
        String type = answer.headers().firstValue("Content-Type").orElse("");
        return type.startsWith("application/json") ? things(JsonMapper.shared().readTree(answer.body())) : 1;
    }

    private static int things(JsonNode node) {
        return (node.isObject() ? 1 : 0)
                + node.valueStream().mapToInt(Caller::things).sum();
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }
}

package dev.sotto.local.system;

import dev.sotto.schemas.SchemaCatalogue;
import dev.sotto.schemas.SchemaCatalogue.Entry;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers the reads of a Confluent schema registry from the committed catalogue, so that any Kafka tool decodes our
 * topics. Read-only: schemas change in the repository.
 */
final class SchemaRegistry implements AutoCloseable {

    private static final int SUBJECT_NOT_FOUND = 40401;
    private static final int SCHEMA_NOT_FOUND = 40403;

    private final DisposableServer server;

    private SchemaRegistry(DisposableServer server) {
        this.server = server;
    }

    static SchemaRegistry start(String address, int port) {
        return new SchemaRegistry(HttpServer.create()
                .host(address)
                .port(port)
                .route(routes -> routes.get("/", (request, response) -> answer(response, Map.of()))
                        .get("/subjects", (request, response) -> answer(response, subjects()))
                        .get("/subjects/{subject}/versions", SchemaRegistry::versions)
                        .get("/subjects/{subject}/versions/{version}", SchemaRegistry::version)
                        .get("/schemas/ids/{id}", SchemaRegistry::schema))
                .bindNow());
    }

    private static List<String> subjects() {
        return entries(any -> true).stream().map(Entry::subject).distinct().toList();
    }

    private static Mono<Void> versions(HttpServerRequest request, HttpServerResponse response) {
        List<Integer> versions = entries(entry -> entry.subject().equals(request.param("subject"))).stream()
                .map(Entry::version)
                .toList();
        return versions.isEmpty()
                ? refuse(response, SUBJECT_NOT_FOUND, "Subject not found.")
                : answer(response, versions);
    }

    private static Mono<Void> version(HttpServerRequest request, HttpServerResponse response) {
        String wanted = Objects.requireNonNullElse(request.param("version"), "");
        List<Entry> versions = entries(entry -> entry.subject().equals(request.param("subject")));
        Entry found = wanted.equals("latest")
                ? newest(versions)
                : newest(versions.stream()
                        .filter(entry -> String.valueOf(entry.version()).equals(wanted))
                        .toList());
        return found == null
                ? refuse(response, SUBJECT_NOT_FOUND, "Subject or version not found.")
                : answer(
                        response,
                        Map.of(
                                "subject", found.subject(),
                                "version", found.version(),
                                "id", found.id(),
                                "schema", text(found.id())));
    }

    private static Mono<Void> schema(HttpServerRequest request, HttpServerResponse response) {
        String wanted = Objects.requireNonNullElse(request.param("id"), "");
        return entries(entry -> String.valueOf(entry.id()).equals(wanted)).stream()
                .findFirst()
                .map(entry -> answer(response, Map.of("schema", text(entry.id()))))
                .orElseGet(() -> refuse(response, SCHEMA_NOT_FOUND, "Schema not found."));
    }

    private static List<Entry> entries(Predicate<Entry> wanted) {
        return SchemaCatalogue.committed().entries().stream().filter(wanted).toList();
    }

    private static @Nullable Entry newest(List<Entry> versions) {
        return versions.isEmpty() ? null : versions.getLast();
    }

    /** The schema with every type it names written out, as a registry client expects it. */
    private static String text(int id) {
        Schema schema = SchemaCatalogue.committed().schema(id);
        return schema == null ? "" : schema.toString();
    }

    private static Mono<Void> refuse(HttpServerResponse response, int code, String message) {
        response.status(HttpResponseStatus.NOT_FOUND);
        return answer(response, Map.of("error_code", code, "message", message));
    }

    private static Mono<Void> answer(HttpServerResponse response, Object body) {
        return response.header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .sendString(Mono.just(JsonMapper.shared().writeValueAsString(body)))
                .then();
    }

    @Override
    public void close() {
        server.disposeNow();
    }
}

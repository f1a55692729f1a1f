package dev.sotto.orders.webhook;

import dev.sotto.orders.access.Visitor;
import dev.sotto.orders.problem.Problem;
import dev.sotto.orders.store.Postgres;
import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ServerWebInputException;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Where a manager says who is to be told of orders. */
public final class WebhookRoutes {

    private static final List<String> OF_ORDERS = List.of("order.placed", "order.changed");
    /** Who is told of claims is asked to write to their guests, so he must have said so. */
    private static final List<String> KINDS = List.of("order.placed", "order.changed", "claim.evidence_requested");

    private final Webhooks webhooks;
    private final Destination destination;
    private final Courier courier;
    private final Clock clock;

    public WebhookRoutes(Postgres postgres, WebhookSettings settings, Clock clock) {
        this.webhooks = new Webhooks(postgres);
        this.destination = new Destination(settings.loopback(), InetAddress::getAllByName);
        this.courier = new Courier(destination, settings.patience(), clock);
        this.clock = clock;
    }

    public RouterFunction<ServerResponse> routes() {
        String own = "/api/restaurants/{restaurantId}/webhooks";
        return RouterFunctions.route()
                .GET(own, this::list)
                .POST(own, this::add)
                .DELETE(own + "/{webhookId}", this::remove)
                .POST(own + "/{webhookId}/enable", this::enable)
                .POST(own + "/{webhookId}/test", this::test)
                .GET(own + "/{webhookId}/deliveries", this::deliveries)
                .build();
    }

    record Wanted(@Nullable String url, @Nullable List<String> events) {}

    private Mono<ServerResponse> list(ServerRequest request) {
        return webhooks.list(Visitor.of(request).restaurantId())
                .flatMap(page -> ServerResponse.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(page));
    }

    private Mono<ServerResponse> add(ServerRequest request) {
        return request.bodyToMono(Wanted.class)
                .onErrorMap(
                        IllegalArgumentException.class, wrong -> new ServerWebInputException("not JSON", null, wrong))
                .flatMap(wanted -> add(Visitor.of(request).restaurantId(), wanted))
                .switchIfEmpty(Mono.defer(() -> refused("Send {\"url\": \"https://…\"}.")));
    }

    private Mono<ServerResponse> add(String restaurantId, Wanted wanted) {
        List<String> kinds = Objects.requireNonNullElse(wanted.events(), OF_ORDERS).stream()
                .distinct()
                .toList();
        if (kinds.isEmpty() || !KINDS.containsAll(kinds)) {
            return refused("events must be one or more of " + KINDS + ".");
        }
        return Mono.fromCallable(() -> looked(wanted.url()))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(url -> webhooks.add(restaurantId, url, kinds))
                .flatMap(added -> ServerResponse.status(201).bodyValue(added))
                .switchIfEmpty(
                        Mono.defer(() -> Problem.conflict("too-many", "This restaurant has as many webhooks as it may.")
                                .response()))
                .onErrorResume(Destination.Refused.class, refused -> refused(String.valueOf(refused.getMessage())));
    }

    /** Told at once where it cannot be used today; looked at again each time it is. */
    private URI looked(@Nullable String text) throws Destination.Refused {
        URI url = destination.read(text);
        destination.resolve(url);
        return url;
    }

    private Mono<ServerResponse> remove(ServerRequest request) {
        return webhooks.remove(Visitor.of(request).restaurantId(), request.pathVariable("webhookId"))
                .flatMap(id -> ServerResponse.noContent().build())
                .switchIfEmpty(none());
    }

    private Mono<ServerResponse> enable(ServerRequest request) {
        return webhooks.enable(Visitor.of(request).restaurantId(), request.pathVariable("webhookId"))
                .flatMap(id -> ServerResponse.ok().bodyValue(Map.of("id", id)))
                .switchIfEmpty(none());
    }

    private Mono<ServerResponse> deliveries(ServerRequest request) {
        return webhooks.deliveries(Visitor.of(request).restaurantId(), request.pathVariable("webhookId"))
                .flatMap(page -> ServerResponse.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(page))
                .switchIfEmpty(none());
    }

    /** Told at once and once, as an order would be, and answered with what the receiver said. */
    private Mono<ServerResponse> test(ServerRequest request) {
        String restaurant = Visitor.of(request).restaurantId();
        String body = "{\"type\": \"webhook.test\", \"timestamp\": \"" + clock.instant() + "\", \"data\": {}}";
        return webhooks.trial(restaurant, request.pathVariable("webhookId"), body)
                .flatMap(courier::deliver)
                .map(WebhookRoutes::tried)
                .flatMap(tried -> ServerResponse.ok().bodyValue(tried))
                .switchIfEmpty(none());
    }

    record Tried(boolean delivered, String answer) {}

    private static Tried tried(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Delivered(int status) -> new Tried(true, "It answered " + status + ".");
            case Outcome.Failed(String why) -> new Tried(false, why);
            case Outcome.Unwanted(String why) -> new Tried(false, why);
        };
    }

    private static Mono<ServerResponse> refused(String why) {
        return Problem.badRequest(why).response();
    }

    private static Mono<ServerResponse> none() {
        return Mono.defer(
                () -> Problem.notFound("This restaurant has no such webhook.").response());
    }
}

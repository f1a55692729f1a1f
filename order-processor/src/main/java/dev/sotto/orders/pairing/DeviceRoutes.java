package dev.sotto.orders.pairing;

import dev.sotto.log.StateTable;
import dev.sotto.log.Topics;
import dev.sotto.log.Trace;
import dev.sotto.orders.access.Visitor;
import dev.sotto.orders.kitchen.Restaurants;
import dev.sotto.orders.problem.Problem;
import dev.sotto.orders.store.Postgres;
import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.restaurant.KitchenStation;
import dev.sotto.schemas.security.Revocation;
import dev.sotto.schemas.security.RevokedKind;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ServerWebInputException;
import reactor.core.publisher.Mono;

/**
 * A manager looks at the code on a new device, says what it is for, and takes it back when it is lost. A code that was never
 * given, is too old, was used or refused is answered the same.
 */
public final class DeviceRoutes {

    private static final int LONGEST_NAME = 60;

    private final DeviceBook book;
    private final PairingSettings settings;
    private final @Nullable DeviceIssuer issuer;
    private final Restaurants restaurants;
    private final StateTable<Revocation> revoked;

    public DeviceRoutes(
            Postgres postgres,
            PairingSettings settings,
            @Nullable DeviceIssuer issuer,
            Restaurants restaurants,
            StateTable<Revocation> revoked) {
        this.book = new DeviceBook(postgres);
        this.settings = settings;
        this.issuer = issuer;
        this.restaurants = restaurants;
        this.revoked = revoked;
    }

    public RouterFunction<ServerResponse> routes() {
        String own = "/api/restaurants/{restaurantId}";
        return RouterFunctions.route()
                .POST(own + "/pairings/find", request -> withCode(request, asked -> find(request, asked)))
                .POST(own + "/pairings", request -> withCode(request, asked -> approve(request, asked)))
                .POST(own + "/pairings/refuse", request -> withCode(request, asked -> refuse(request, asked)))
                .PUT(own + "/devices/{deviceId}", this::rename)
                .DELETE(own + "/devices/{deviceId}", this::revoke)
                .build();
    }

    record Asked(
            @Nullable String code,
            @Nullable String name,
            @Nullable Purpose purpose,
            @Nullable String station) {

        @Override
        public String toString() {
            return "Asked[" + name + ", " + purpose + ", " + station + "]";
        }
    }

    /**
     * What a manager is told of a device that waits.
     *
     * @param purposes what it may be made into here
     */
    record Found(
            Purpose purpose,
            Instant askedAt,
            Instant expiresAt,
            List<Purpose> purposes,
            List<KitchenStation> stations) {}

    private static Mono<Asked> read(ServerRequest request) {
        return request.bodyToMono(Asked.class)
                .onErrorMap(
                        IllegalArgumentException.class, wrong -> new ServerWebInputException("not JSON", null, wrong));
    }

    private Mono<ServerResponse> withCode(ServerRequest request, Function<Asked, Mono<ServerResponse>> then) {
        return read(request)
                .flatMap(asked -> {
                    String code = asked.code();
                    return code == null || code.isBlank()
                            ? Mono.<ServerResponse>empty()
                            : issuer == null ? PairingRoutes.notHere() : then.apply(asked);
                })
                .switchIfEmpty(
                        Mono.defer(() -> Problem.badRequest("Send {\"code\": \"BCDF-GHJK\"}, as the device shows it.")
                                .response()));
    }

    private String digest(Asked asked) {
        return issuer == null ? "" : issuer.digest(UserCode.typed(String.valueOf(asked.code())));
    }

    private Mono<ServerResponse> find(ServerRequest request, Asked asked) {
        String restaurant = Visitor.of(request).restaurantId();
        return book.find(restaurant, digest(asked))
                .flatMap(waiting -> ServerResponse.ok()
                        .bodyValue(new Found(
                                waiting.purpose(),
                                waiting.askedAt(),
                                waiting.expiresAt(),
                                purposes(),
                                restaurants.greeting(restaurant).stations())))
                .switchIfEmpty(noSuchCode());
    }

    private List<Purpose> purposes() {
        return Arrays.stream(Purpose.values())
                .filter(purpose -> purpose != Purpose.EARPIECE || settings.earpiece() != null)
                .toList();
    }

    private Mono<ServerResponse> approve(ServerRequest request, Asked asked) {
        Visitor visitor = Visitor.of(request);
        Purpose purpose = asked.purpose();
        String name = asked.name() == null ? "" : asked.name().strip();
        String station = purpose == Purpose.STATION ? asked.station() : null;
        if (purpose == null || !purposes().contains(purpose)) {
            return Problem.badRequest("purpose must be one of " + words(purposes()) + ".")
                    .response();
        }
        if (name.isEmpty() || name.length() > LONGEST_NAME || name.matches(".*\\p{C}.*")) {
            return badName();
        }
        if (purpose == Purpose.STATION && !isStation(visitor.restaurantId(), station)) {
            return Problem.badRequest("station must be one of this kitchen's.").response();
        }
        var wanted =
                new DeviceBook.Wanted(purpose, station, name, visitor.bearer().subject());
        return book.approve(visitor.restaurantId(), digest(asked), wanted)
                .flatMap(id -> ServerResponse.status(201).bodyValue(Map.of("id", id, "name", name, "purpose", purpose)))
                .switchIfEmpty(noSuchCode());
    }

    private boolean isStation(String restaurantId, @Nullable String station) {
        return restaurants.greeting(restaurantId).stations().stream()
                .anyMatch(each -> each.id().equals(station));
    }

    private static String words(List<Purpose> purposes) {
        return String.join(", ", purposes.stream().map(Purpose::word).toList());
    }

    private Mono<ServerResponse> refuse(ServerRequest request, Asked asked) {
        return book.refuse(Visitor.of(request).restaurantId(), digest(asked))
                .filter(refused -> refused)
                .flatMap(refused -> ServerResponse.noContent().build())
                .switchIfEmpty(noSuchCode());
    }

    private Mono<ServerResponse> rename(ServerRequest request) {
        return read(request)
                .map(asked -> asked.name() == null ? "" : asked.name().strip())
                .filter(name -> !name.isEmpty() && name.length() <= LONGEST_NAME && !name.matches(".*\\p{C}.*"))
                .flatMap(name -> book.rename(Visitor.of(request).restaurantId(), request.pathVariable("deviceId"), name)
                        .flatMap(id -> ServerResponse.ok().bodyValue(Map.of("id", id, "name", name)))
                        .switchIfEmpty(noSuchDevice()))
                .switchIfEmpty(Mono.defer(DeviceRoutes::badName));
    }

    /** Told to the log first: that is what shuts its open lines, here and at the gateways. */
    private Mono<ServerResponse> revoke(ServerRequest request) {
        String restaurant = Visitor.of(request).restaurantId();
        return book.ours(restaurant, request.pathVariable("deviceId"))
                .flatMap(id -> revoked.put(id, revocation(restaurant, id, Visitor.of(request)), Trace.start())
                        .then(book.revoked(restaurant, id))
                        .then(ServerResponse.noContent().build()))
                .switchIfEmpty(noSuchDevice());
    }

    private static Revocation revocation(String restaurantId, String deviceId, Visitor by) {
        return new Revocation(
                Envelope.unique(Topics.SECURITY_REVOCATIONS, restaurantId),
                deviceId,
                RevokedKind.DEVICE,
                "revoked by " + by.bearer().subject());
    }

    private static Mono<ServerResponse> badName() {
        return Problem.badRequest("name must have 1 to " + LONGEST_NAME + " characters.")
                .response();
    }

    private static Mono<ServerResponse> noSuchCode() {
        return Mono.defer(() -> Problem.notFound("No device waits with this code. Look at its screen again.")
                .response());
    }

    private static Mono<ServerResponse> noSuchDevice() {
        return Mono.defer(
                () -> Problem.notFound("This restaurant has no such device.").response());
    }
}

package dev.sotto.orders.access;

import dev.sotto.orders.access.Doors.Door;
import dev.sotto.orders.access.Doors.Effort;
import dev.sotto.orders.identity.Bearer;
import dev.sotto.orders.identity.Identities;
import dev.sotto.orders.identity.Refusal;
import dev.sotto.orders.identity.Shown;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Nothing is open unless {@link Doors} says so: everything else needs a bearer token of the restaurant in the path, in a
 * role that may. Tokens come in the Authorization header only, because addresses end up in logs; there are no cookies, so
 * no other page can ask in somebody's name. A stream ends when its token is good no longer.
 */
public final class Gate implements WebFilter {

    private static final String BEARER = "bearer ";
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

    private final Identities identities;
    private final MeterRegistry registry;
    private final Consumer<Visitor> seen;
    private final Map<Effort, Pace> paces;
    private final Pace refused;
    /** One clock for all streams. */
    private final Flux<Long> looks = Shared.of(Flux.interval(LOOK_AGAIN).onBackpressureDrop());

    /** @param seen told of who was let in, and every few seconds that he still hangs on his answer */
    public Gate(Identities identities, PaceSettings pace, MeterRegistry registry, Consumer<Visitor> seen) {
        this.identities = identities;
        this.seen = seen;
        this.registry = registry;
        this.paces = Map.of(
                Effort.COSTLY, new Pace("costly", pace.costly(), System::nanoTime),
                Effort.USUAL, new Pace("usual", pace.usual(), System::nanoTime),
                Effort.GUESS, new Pace("guesses", pace.guesses(), System::nanoTime),
                Effort.ASK, new Pace("asking", pace.asking(), System::nanoTime));
        this.refused = new Pace("refused", pace.refused(), System::nanoTime);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        PathContainer path = request.getPath().pathWithinApplication();
        Door door = Doors.at(request.getMethod(), path);
        if (door != null && door.isOpen()) {
            boolean mayCome = door.effort() == Effort.USUAL || mayCome(exchange, pace(door), address(request));
            return mayCome ? chain.filter(exchange) : tooOften(exchange);
        }
        return identities.whoShows(token(request.getHeaders())).flatMap(shown -> switch (shown) {
            case Shown.Refused(Refusal why) -> refused(exchange, why);
            case Shown.Known(Bearer bearer)
            when door == null ->
                Mono.error(new Turned(HttpStatus.NOT_FOUND, "not-found", "There is nothing at this address."));
            case Shown.Known(Bearer bearer) ->
                enter(exchange, chain, new Visitor(where(door, path, bearer), bearer), door);
        });
    }

    private Mono<Void> enter(ServerWebExchange exchange, WebFilterChain chain, Visitor visitor, Door door) {
        if (!visitor.bearer().belongsTo(visitor.restaurantId())) {
            return forbidden(exchange, "forbidden", "This token belongs to another restaurant.");
        }
        Refusal objection = objection(visitor);
        if (objection != null) {
            return refused(exchange, objection);
        }
        if (visitor.bearer().roles().stream().noneMatch(door.roles()::contains)) {
            return forbidden(exchange, "role", "This is for " + names(door.roles()) + ".");
        }
        if (!mayCome(exchange, pace(door), visitor.bearer().name())) {
            return tooOften(exchange);
        }
        seen.accept(visitor);
        exchange.getAttributes().put(Visitor.ATTRIBUTE, visitor);
        if (door.isCommand()) {
            PathContainer path = exchange.getRequest().getPath().pathWithinApplication();
            exchange.getAttributes().put(Errand.ATTRIBUTE, door.errand(path));
        }
        Mono<Long> unwelcome = looks.doOnNext(look -> seen.accept(visitor))
                .filter(look -> objection(visitor) != null)
                .next();
        return chain.filter(exchange.mutate()
                .response(new WhileWelcome(exchange.getResponse(), unwelcome))
                .build());
    }

    private @Nullable Refusal objection(Visitor visitor) {
        return identities.objection(visitor.bearer(), visitor.restaurantId());
    }

    /** The restaurant in the path, else the only one there is to choose from. */
    private static String where(Door door, PathContainer path, Bearer bearer) {
        String named = door.namedIn(path).get("restaurantId");
        return named != null
                ? named
                : bearer.restaurants().size() == 1
                        ? bearer.restaurants().iterator().next()
                        : "";
    }

    private static String token(HttpHeaders headers) {
        List<String> shown = headers.getOrEmpty(HttpHeaders.AUTHORIZATION);
        String header = shown.size() == 1 ? shown.getFirst() : "";
        return header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? header.substring(BEARER.length()).strip()
                : "";
    }

    private Mono<Void> refused(ServerWebExchange exchange, Refusal why) {
        count(why.name());
        if (why == Refusal.NOT_READY) {
            return Mono.error(new Turned(HttpStatus.SERVICE_UNAVAILABLE, "away", why.words()));
        }
        if (!mayCome(exchange, refused, address(exchange.getRequest()))) {
            return tooOften(exchange);
        }
        challenge(exchange, why.challenge());
        return Mono.error(new Turned(HttpStatus.UNAUTHORIZED, "unauthorized", why.words()));
    }

    private Mono<Void> forbidden(ServerWebExchange exchange, String code, String words) {
        count(code);
        challenge(exchange, "Bearer realm=\"sotto\", error=\"insufficient_scope\"");
        return Mono.error(new Turned(HttpStatus.FORBIDDEN, code, words));
    }

    private Pace pace(Door door) {
        return Objects.requireNonNull(paces.get(door.effort()));
    }

    private static boolean mayCome(ServerWebExchange exchange, Pace pace, String client) {
        Pace.Turn turn = pace.take(client);
        HttpHeaders headers = exchange.getResponse().getHeaders();
        headers.set("RateLimit-Policy", pace.policy());
        headers.set("RateLimit", pace.standing(turn));
        if (!turn.granted()) {
            headers.set(HttpHeaders.RETRY_AFTER, Long.toString(turn.waitSeconds()));
        }
        return turn.granted();
    }

    private Mono<Void> tooOften(ServerWebExchange exchange) {
        count("too-often");
        String wait = exchange.getResponse().getHeaders().getFirst(HttpHeaders.RETRY_AFTER);
        return Mono.error(new Turned(
                HttpStatus.TOO_MANY_REQUESTS, "too-often", "Too many requests. Come again in " + wait + " s."));
    }

    private static String address(ServerHttpRequest request) {
        InetSocketAddress remote = request.getRemoteAddress();
        return remote == null ? "" : String.valueOf(remote.getAddress());
    }

    private static void challenge(ServerWebExchange exchange, String challenge) {
        exchange.getResponse().getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, challenge);
    }

    private void count(String reason) {
        registry.counter("sotto.orders.turned.away", "reason", reason.toLowerCase(Locale.ROOT))
                .increment();
    }

    private static String names(Set<?> roles) {
        return roles.stream()
                .map(role -> role.toString().toLowerCase(Locale.ROOT))
                .sorted()
                .reduce((some, one) -> some + ", " + one)
                .orElse("nobody");
    }
}

package dev.sotto.orders.pairing;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sotto.orders.identity.Identities;
import dev.sotto.orders.pairing.DeviceIssuer.Renewal;
import dev.sotto.orders.pairing.Threshold.Codes;
import dev.sotto.orders.problem.Problem;
import dev.sotto.orders.store.Postgres;
import io.nayuki.qrcodegen.QrCode;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * What a device that nobody knows may ask: a code to show (RFC 8628 §3.1), whether it was typed (§3.4), and later on a newer
 * token (RFC 6749 §6). It shows no token, so the answers hold nothing about anybody else.
 */
public final class PairingRoutes {

    private static final String DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code";
    private static final int INTERVAL_SECONDS = 5;
    private static final String RESTAURANT = "[A-Za-z0-9][A-Za-z0-9._:@-]{0,127}";

    private final PairingSettings settings;
    private final @Nullable DeviceIssuer issuer;
    private final @Nullable Threshold threshold;
    private final Identities identities;

    /** @param issuer null where devices are not paired here */
    public PairingRoutes(
            Postgres postgres, PairingSettings settings, @Nullable DeviceIssuer issuer, Identities identities) {
        this.settings = settings;
        this.issuer = issuer;
        this.threshold = issuer == null ? null : new Threshold(postgres, issuer, settings);
        this.identities = identities;
    }

    public RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .POST("/pair/codes", this::codes)
                .POST("/pair/token", this::token)
                .GET("/.well-known/jwks.json", this::keys)
                .build();
    }

    /** RFC 8628 §3.2, and the picture of the complete address: squares of one unit, as the path of an SVG. */
    record Asked(
            @JsonProperty("device_code") String deviceCode,
            @JsonProperty("user_code") String userCode,
            @JsonProperty("verification_uri") String verificationUri,
            @JsonProperty("verification_uri_complete") String complete,
            @JsonProperty("expires_in") long expiresIn,
            int interval,
            @JsonProperty("qr_size") int qrSize,
            @JsonProperty("qr_path") String qrPath) {

        @Override
        public String toString() {
            return "Asked[" + verificationUri + "]";
        }
    }

    /** RFC 6749 §5.1, and what the device is from now on. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Given(
            @JsonProperty("access_token") String accessToken,
            @JsonProperty("token_type") String tokenType,
            @JsonProperty("expires_in") long expiresIn,
            @JsonProperty("refresh_token") String refreshToken,
            String restaurant,
            String device,
            Purpose purpose,
            String opens) {

        @Override
        public String toString() {
            return "Given[" + restaurant + ", " + device + "]";
        }
    }

    private Mono<ServerResponse> codes(ServerRequest request) {
        Threshold door = threshold;
        if (door == null) {
            return notHere();
        }
        return request.formData().flatMap(form -> {
            Purpose purpose = Purpose.named(form.getFirst("client_id"));
            String restaurant = form.getFirst("restaurant");
            boolean known = restaurant != null && restaurant.matches(RESTAURANT);
            return purpose == null || (restaurant != null && !known)
                    ? error("invalid_request", "client_id must be kitchen, expo, station, board or earpiece.")
                    : door.ask(purpose, INTERVAL_SECONDS)
                            .flatMap(codes -> ServerResponse.ok().bodyValue(asked(request, codes, restaurant)))
                            .switchIfEmpty(Mono.defer(() -> Problem.away("Too many devices wait to be paired.")
                                    .response()));
        });
    }

    private Asked asked(ServerRequest request, Codes codes, @Nullable String restaurant) {
        String shown = UserCode.shown(codes.userCode());
        String base = address(request) + "/manager";
        String complete =
                restaurant == null ? base + "#code=" + shown : base + "/" + restaurant + "#devices?code=" + shown;
        QrCode picture = QrCode.encodeText(complete, QrCode.Ecc.MEDIUM);
        return new Asked(
                codes.deviceCode(),
                shown,
                base,
                complete,
                settings.codeLife().toSeconds(),
                INTERVAL_SECONDS,
                picture.size,
                path(picture));
    }

    /** As this browser reached us, unless somebody knows better. */
    private String address(ServerRequest request) {
        URI set = settings.address();
        URI asked = request.uri();
        return set == null
                ? asked.getScheme() + "://" + asked.getRawAuthority()
                : set.toString().replaceFirst("/$", "");
    }

    private static String path(QrCode picture) {
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < picture.size; y++) {
            for (int x = 0; x < picture.size; x++) {
                if (picture.getModule(x, y)) {
                    path.append('M').append(x).append(' ').append(y).append("h1v1h-1z");
                }
            }
        }
        return path.toString();
    }

    private Mono<ServerResponse> token(ServerRequest request) {
        Threshold door = threshold;
        DeviceIssuer by = issuer;
        if (door == null || by == null) {
            return notHere();
        }
        return request.formData().flatMap(form -> polled(door, by, form)).flatMap(polled -> switch (polled) {
            case Polled.NotYet(String error, String words) -> error(request, error, words);
            case Polled.Granted(Grant grant) ->
                Mono.fromCallable(() -> given(by, grant))
                        .subscribeOn(Schedulers.boundedElastic())
                        .flatMap(given -> near(request, ServerResponse.ok()).bodyValue(given));
        });
    }

    private Mono<Polled> polled(Threshold door, DeviceIssuer by, MultiValueMap<String, String> form) {
        String kind = String.valueOf(form.getFirst("grant_type"));
        String code = form.getFirst("device_code");
        String refresh = form.getFirst("refresh_token");
        if (kind.equals(DEVICE_CODE) && code != null) {
            return door.poll(code);
        }
        if (kind.equals("refresh_token") && refresh != null) {
            Renewal renewal = by.renewal(refresh);
            return renewal == null || identities.isRevoked(renewal.deviceId(), renewal.restaurantId())
                    ? Mono.just(Polled.UNKNOWN)
                    : door.renew(renewal);
        }
        boolean known = kind.equals(DEVICE_CODE) || kind.equals("refresh_token");
        return Mono.just(
                known
                        ? new Polled.NotYet("invalid_request", "Send the device_code, or the refresh_token.")
                        : new Polled.NotYet(
                                "unsupported_grant_type", "A device_code or a refresh_token is taken here."));
    }

    private Given given(DeviceIssuer by, Grant grant) {
        URI earpiece = settings.earpiece();
        String opens = grant.purpose() == Purpose.EARPIECE
                ? String.valueOf(earpiece)
                : grant.purpose().page(grant.restaurantId(), grant.station());
        return new Given(
                by.token(grant),
                "Bearer",
                settings.tokenLife().toSeconds(),
                by.renewal(grant.restaurantId(), grant.deviceId(), grant.generation() + 1),
                grant.restaurantId(),
                grant.deviceId(),
                grant.purpose(),
                opens);
    }

    private Mono<ServerResponse> keys(ServerRequest request) {
        return near(request, ServerResponse.ok())
                .bodyValue(
                        issuer == null
                                ? Map.of("keys", new Object[0])
                                : issuer.publicKeys().toJSONObject());
    }

    /** The earpieces' page is another site's; nothing here is known by cookies, so that it may ask harms nobody. */
    private ServerResponse.BodyBuilder near(ServerRequest request, ServerResponse.BodyBuilder answer) {
        String origin = request.headers().firstHeader(HttpHeaders.ORIGIN);
        answer.header(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        return origin != null && origin.equals(settings.earpieceOrigin())
                ? answer.header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin)
                : answer;
    }

    private Mono<ServerResponse> error(ServerRequest request, String error, String words) {
        return near(request, ServerResponse.badRequest()).bodyValue(Map.of("error", error, "error_description", words));
    }

    private static Mono<ServerResponse> error(String error, String words) {
        return ServerResponse.badRequest().bodyValue(Map.of("error", error, "error_description", words));
    }

    static Mono<ServerResponse> notHere() {
        return Problem.away("Devices are not paired here: orders.pairing.key names no key.")
                .response();
    }
}

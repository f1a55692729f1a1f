package dev.sotto.gateway.registration;

import dev.sotto.gateway.registration.RegistrarLine.Heard;
import dev.sotto.gateway.sip.message.Header;
import dev.sotto.gateway.sip.message.Headers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Registrars in virtual time that answer what a test says; left alone they ask for a digest and check it themselves. */
final class ScriptedRegistrar implements RegistrarLine {

    static final String PASSWORD = "open sesame";

    final VirtualTime time = new VirtualTime();
    final List<Register> asked = new ArrayList<>();
    final List<Instant> askedAt = new ArrayList<>();
    final Deque<Heard> script = new ArrayDeque<>();
    final List<String> silent = new ArrayList<>();
    final Map<String, Integer> bound = new HashMap<>();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final Map<String, String> passwords = new HashMap<>(Map.of("chez/main-line", PASSWORD));
    String algorithm = "SHA-256";
    String nonce = "nonce1";

    /** Tells that the connection to a registrar has ended. */
    Consumer<Server> whenLost = server -> {};

    /** At how many places a silent registrar can be asked. */
    int places;

    @Nullable
    Heard lateAnswer;

    private final AtomicInteger tokens = new AtomicInteger();
    final Means means = new Means(
            this,
            (restaurant, name) -> Mono.just(password(restaurant + "/" + name)),
            time,
            Schedulers.immediate(),
            time,
            new Random(7),
            () -> "token" + tokens.incrementAndGet(),
            new RegistrationMeters(meters));

    private Secrets.Reading password(String name) {
        String password = passwords.get(name);
        return password == null
                ? new Secrets.Reading.Missing("its password is missing: write it into the file " + name)
                : new Secrets.Reading.Found(password);
    }

    @Override
    public void send(Register request, Consumer<Heard> heard) {
        asked.add(request);
        askedAt.add(time.instant());
        if (silent.contains(request.registrar().host())) {
            return;
        }
        heard.accept(script.isEmpty() ? judged(request) : script.removeFirst());
    }

    @Override
    public boolean turnsElsewhere(Server registrar) {
        return places > 0 && places-- > 1;
    }

    @Override
    public void whenLost(Consumer<Server> told) {
        whenLost = told;
    }

    private Heard judged(Register request) {
        String proof = request.proofs().get("Authorization");
        if (proof == null) {
            return answer(401, "WWW-Authenticate", challenge(false));
        }
        if (!field(proof, "nonce").equals(nonce)) {
            return answer(401, "WWW-Authenticate", challenge(true));
        }
        if (!field(proof, "response").equals(expected(proof))) {
            return answer(401, "WWW-Authenticate", challenge(false));
        }
        return ok(request);
    }

    Heard ok(Register request) {
        bound.put(request.account().key().toString(), request.expires());
        String contact = "<sip:" + request.account().line() + "@10.0.0.1:5060>;expires=" + request.expires();
        return answer(200, "Contact", "<sip:other@10.0.0.2>;expires=9, " + contact);
    }

    String challenge(boolean stale) {
        return "Digest realm=\"sip.example.com\", nonce=\"" + nonce + "\", qop=\"auth\", algorithm=" + algorithm
                + (stale ? ", stale=true" : "");
    }

    private String expected(String proof) {
        String user = hash(field(proof, "username") + ":" + field(proof, "realm") + ":" + PASSWORD);
        String what = hash("REGISTER:" + field(proof, "uri"));
        return hash(
                String.join(":", user, nonce, field(proof, "nc"), field(proof, "cnonce"), field(proof, "qop"), what));
    }

    private String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException unknown) {
            throw new AssertionError(unknown);
        }
    }

    static String field(String proof, String name) {
        Matcher field = Pattern.compile("[ ,]" + name + "=\"?([^\",]*)").matcher(proof);
        return field.find() ? field.group(1) : "";
    }

    static Heard answer(int status, String... headers) {
        List<Header> lines = new ArrayList<>();
        for (int i = 0; i < headers.length; i += 2) {
            lines.add(new Header(headers[i], headers[i + 1]));
        }
        return new Heard.Answer(status, "Reason", Headers.of(lines));
    }

    static Account account(String restaurantId, String id, String... registrars) {
        List<Server> servers = List.of(registrars.length == 0 ? new String[] {"first"} : registrars).stream()
                .map(written -> Server.parse(written, dev.sotto.gateway.sip.transport.Protocol.UDP))
                .toList();
        return new Account(
                new Account.Key(restaurantId, id),
                restaurantId + "." + id,
                "33155550100",
                "33155550100",
                "sip.example.com",
                servers,
                null,
                "main-line",
                Duration.ofSeconds(60),
                dev.sotto.gateway.digest.DigestAlgorithm.MD5);
    }

    Registration started(Account account) {
        Registration registration = new Registration(account, means);
        registration.start(Duration.ZERO);
        time.pass(Duration.ZERO);
        return registration;
    }

    Register last() {
        return asked.getLast();
    }

    Instant lastAt() {
        return askedAt.getLast();
    }
}

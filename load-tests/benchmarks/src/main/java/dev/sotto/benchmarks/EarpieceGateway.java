package dev.sotto.benchmarks;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.sotto.embedded.EmbeddedKafka;
import dev.sotto.gateway.GatewayApplication;
import dev.sotto.log.EventLog;
import dev.sotto.log.LogSettings;
import dev.sotto.log.TopicPlan;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.springframework.context.ConfigurableApplicationContext;

/** A gateway on a broker of its own, in this process, and the tokens of its earpieces. */
final class EarpieceGateway implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ECKey key;
    private final EmbeddedKafka kafka = EmbeddedKafka.temporary();
    private final ConfigurableApplicationContext gateway;

    EarpieceGateway(int connections) throws IOException, JOSEException {
        key = new ECKeyGenerator(Curve.P_256).keyID("k").generate();
        Path keys = Files.writeString(Files.createTempFile("keys", ".json"), new JWKSet(key).toString(true));
        try (EventLog log =
                EventLog.open(LogSettings.at(kafka.bootstrapServers()), "earpieces", new SimpleMeterRegistry())) {
            log.createTopics(new TopicPlan(2, (short) 1)).block(PATIENCE);
        }
        gateway = GatewayApplication.application()
                .run(
                        "--server.port=0",
                        "--gateway.sip.port=0",
                        "--gateway.media.first-port=21000",
                        "--gateway.media.last-port=21799",
                        "--logging.level.root=WARN",
                        "--gateway.earpiece.connections=" + (connections + 100),
                        "--gateway.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                        "--gateway.tokens.issuers[0].issuer=load",
                        "--gateway.tokens.issuers[0].keys=" + keys,
                        "--gateway.tokens.issuers[0].algorithms=ES256");
    }

    int port() {
        return Integer.parseInt(gateway.getEnvironment().getRequiredProperty("local.server.port"));
    }

    /** Devices are spread over 500 restaurants. */
    String token(int device) throws JOSEException {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer("load")
                .audience("sotto-gateway")
                .subject("ear-" + device)
                .claim("restaurant", "restaurant-" + device % 500)
                .claim("scope", "earpiece")
                .jwtID("token-" + device)
                .expirationTime(Date.from(Instant.now().plusSeconds(86_400)))
                .build();
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("k").build(), claims);
        token.sign(new ECDSASigner(key));
        return token.serialize();
    }

    @Override
    public void close() {
        gateway.close();
        kafka.close();
    }
}

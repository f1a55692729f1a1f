package dev.sotto.gateway.registration;

import dev.sotto.gateway.digest.DigestAlgorithm;
import dev.sotto.gateway.digest.DigestClient.Asked;
import dev.sotto.gateway.sip.transport.Protocol;
import dev.sotto.schemas.restaurant.SipAccount;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An account as a registration needs it.
 *
 * @param line the user part under which this node is to be reached
 * @param registrars where to ask, in order
 * @param proxy what every request goes through
 * @param refresh how often the registration is renewed
 */
record Account(
        Key key,
        String line,
        String username,
        String authUsername,
        String domain,
        List<Server> registrars,
        @Nullable Server proxy,
        String secret,
        Duration refresh,
        DigestAlgorithm weakest) {

    /** Which account of which restaurant. */
    record Key(String restaurantId, String accountId) {
        @Override
        public String toString() {
            return restaurantId + "/" + accountId;
        }
    }

    /** A shorter refresh would be an attack on the registrar. */
    private static final int SHORTEST_REFRESH_SECONDS = 10;

    Account {
        registrars = List.copyOf(registrars);
    }

    static Key key(String restaurantId, SipAccount account) {
        return new Key(restaurantId, account.id());
    }

    /** Throws an {@link IllegalArgumentException} with a sentence about what cannot be used. */
    static Account of(String restaurantId, SipAccount account) {
        Protocol transport = protocol(account.transport());
        DigestAlgorithm weakest = DigestAlgorithm.named(account.weakestDigest());
        if (weakest == null) {
            throw new IllegalArgumentException("\"" + account.weakestDigest() + "\" is no digest algorithm we know");
        }
        Server.parse(account.domain(), transport); // refuses what is no host
        List<String> written = account.registrars().isEmpty() ? List.of(account.domain()) : account.registrars();
        String proxy = account.outboundProxy();
        return new Account(
                key(restaurantId, account),
                account.lineOf(restaurantId),
                userPart(account.username()),
                Objects.requireNonNullElse(account.authUsername(), account.username()),
                account.domain(),
                written.stream().map(one -> Server.parse(one, transport)).toList(),
                proxy == null ? null : Server.parse(proxy, transport),
                account.secret(),
                Duration.ofSeconds(Math.max(SHORTEST_REFRESH_SECONDS, account.refreshSeconds())),
                weakest);
    }

    private static Protocol protocol(String transport) {
        return switch (transport) {
            case "udp" -> Protocol.UDP;
            case "tcp" -> Protocol.TCP;
            case "tls" -> Protocol.TLS;
            default -> throw new IllegalArgumentException("\"" + transport + "\" is not udp, tcp or tls");
        };
    }

    private static String userPart(String username) {
        if (!username.matches("[A-Za-z0-9+._~*!-]{1,64}")) {
            throw new IllegalArgumentException("its username is not the user part of a SIP address");
        }
        return username;
    }

    /** The request all proofs are about. */
    Asked asked() {
        return new Asked("REGISTER", "sip:" + domain, "");
    }

    /** The address of record: {@code sip:user@domain}. */
    String address() {
        return "sip:" + username + "@" + domain;
    }
}

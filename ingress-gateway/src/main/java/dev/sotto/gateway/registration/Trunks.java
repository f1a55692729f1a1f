package dev.sotto.gateway.registration;

import dev.sotto.gateway.digest.Login;
import dev.sotto.gateway.sip.Authentication;
import dev.sotto.gateway.sip.locate.Target;
import dev.sotto.gateway.sip.locate.Whereabouts;
import dev.sotto.gateway.sip.message.SipUri;
import dev.sotto.gateway.sip.transport.Hop;
import dev.sotto.gateway.sip.transport.Protocol;
import dev.sotto.schemas.restaurant.SipAccount;
import java.util.Objects;
import reactor.core.publisher.Mono;

/** Finds the ways out: through a restaurant's account, where it is registered and with its password, or directly. */
public final class Trunks {

    private final Registrations registrations;
    private final Means.Passwords passwords;
    private final Whereabouts whereabouts;

    Trunks(Registrations registrations, Means.Passwords passwords, Whereabouts whereabouts) {
        this.whereabouts = whereabouts;
        this.registrations = registrations;
        this.passwords = passwords;
    }

    /** To be subscribed to on the event loop; fails with a sentence when there is no way. */
    public Mono<Trunk> through(String restaurantId, SipAccount written) {
        return Mono.defer(() -> {
            Account account = Account.of(restaurantId, written);
            Server registrar = registrations.serverOf(account);
            Server next = Objects.requireNonNullElse(account.proxy(), registrar);
            String route = account.proxy() == null ? null : "<sip:" + next.hostPort() + ";lr>";
            return passwords
                    .of(restaurantId, account.secret())
                    .map(reading -> proof(account, reading))
                    .zipWith(
                            whereabouts.all(next.target()),
                            (proof, hops) -> new Trunk(account.address(), account.line(), hops, route, proof));
        });
    }

    private Authentication proof(Account account, Secrets.Reading reading) {
        return switch (reading) {
            case Secrets.Reading.Missing(String why) -> throw new IllegalStateException(why);
            case Secrets.Reading.Found(String password) ->
                new AccountProof(account, registrations.digestOf(account), new Login(account.authUsername(), password));
        };
    }

    /** Straight to whoever an address names. */
    public Mono<Trunk> directly(String restaurantId, SipUri to) {
        return whereabouts
                .all(new Target(to.host(), to.port(), Protocol.named(to)))
                .map(hops -> new Trunk(null, restaurantId, hops, null, Authentication.NONE));
    }

    /** Nobody could be reached by that hop: others are tried first for a while. */
    public void passOver(Hop hop) {
        whereabouts.passOver(hop);
    }
}

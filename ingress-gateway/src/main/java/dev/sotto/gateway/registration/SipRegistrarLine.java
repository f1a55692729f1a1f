package dev.sotto.gateway.registration;

import dev.sotto.gateway.sip.SipClient;
import dev.sotto.gateway.sip.locate.Whereabouts;
import dev.sotto.gateway.sip.message.CSeq;
import dev.sotto.gateway.sip.message.Headers;
import dev.sotto.gateway.sip.message.NameAddress;
import dev.sotto.gateway.sip.message.Parameters;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipResponse;
import dev.sotto.gateway.sip.message.SipSyntaxException;
import dev.sotto.gateway.sip.message.SipUri;
import dev.sotto.gateway.sip.message.Via;
import dev.sotto.gateway.sip.transaction.Answered;
import dev.sotto.gateway.sip.transport.Hop;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import reactor.core.scheduler.Scheduler;

/** Sends REGISTERs as SIP. */
final class SipRegistrarLine implements RegistrarLine {

    private final SipClient client;
    private final Whereabouts whereabouts;
    private final Scheduler onLoop;

    /** Where each registrar, or the proxy before it, can be asked, the place that was asked last first. */
    private final Map<Server, List<Hop>> places = new ConcurrentHashMap<>();

    SipRegistrarLine(SipClient client, Whereabouts whereabouts, Scheduler onLoop) {
        this.client = client;
        this.whereabouts = whereabouts;
        this.onLoop = onLoop;
    }

    @Override
    public boolean turnsElsewhere(Server registrar) {
        List<Hop> known = places.getOrDefault(registrar, List.of());
        known.stream().limit(1).forEach(whereabouts::passOver);
        return !known.stream().allMatch(whereabouts::isPassedOver);
    }

    @Override
    public void whenLost(Consumer<Server> told) {
        client.whenLost(hop -> places.forEach((registrar, hops) -> {
            if (hops.getFirst().equals(hop)) {
                told.accept(registrar);
            }
        }));
    }

    @Override
    public void send(Register register, Consumer<Heard> heard) {
        whereabouts
                .all(register.nextServer().target())
                .doOnNext(found -> places.put(register.registrar(), found))
                .publishOn(onLoop)
                .subscribe(
                        found -> ask(register, found.getFirst(), heard),
                        failure -> heard.accept(new Heard.Nothing(String.valueOf(failure.getMessage()))));
    }

    private void ask(Register register, Hop to, Consumer<Heard> heard) {
        SipRequest request;
        try {
            request = request(register, client.contact(to));
        } catch (SipSyntaxException unwritable) {
            heard.accept(new Heard.Nothing("its address cannot be written: " + unwritable.why()));
            return;
        }
        client.ask(request, to, new Answered() {
            @Override
            public void answered(SipResponse response) {
                heard.accept(new Heard.Answer(response.status(), response.reason(), response.headers()));
            }

            @Override
            public void unanswered(Silence why) {
                heard.accept(new Heard.Nothing(register.nextServer() + " cannot be reached"));
            }
        });
    }

    static SipRequest request(Register register, SipUri us) throws SipSyntaxException {
        Account account = register.account();
        SipUri line = SipUri.of(account.line(), us.host(), us.port());
        Server proxy = account.proxy();
        Headers headers = Headers.NONE
                .and("Max-Forwards", "70")
                .and("Contact", "<" + line + transport(us) + ">;expires=" + register.expires())
                .and("Expires", Integer.toString(register.expires()))
                .and("User-Agent", "Sotto");
        if (proxy != null) {
            headers = headers.and("Route", "<sip:" + proxy.hostPort() + ";lr>");
        }
        for (Map.Entry<String, String> proof : register.proofs().entrySet()) {
            headers = headers.and(proof.getKey(), proof.getValue());
        }
        NameAddress address = NameAddress.of(SipUri.parse(account.address()));
        return new SipRequest(
                "REGISTER",
                SipUri.parse("sip:" + account.domain()),
                headers,
                // The client writes the hop it really takes.
                Via.of("UDP", us.host(), us.port(), Parameters.NONE),
                address.withTag(register.fromTag()),
                address,
                register.callId(),
                new CSeq(register.sequence(), "REGISTER"),
                "");
    }

    private static String transport(SipUri us) {
        String named = us.parameters().getOrEmpty("transport");
        return named.isEmpty() ? "" : ";transport=" + named;
    }
}

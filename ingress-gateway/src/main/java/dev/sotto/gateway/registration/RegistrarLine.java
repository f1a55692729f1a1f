package dev.sotto.gateway.registration;

import dev.sotto.gateway.sip.message.Headers;
import dev.sotto.gateway.sip.message.Status;
import java.util.function.Consumer;

/** The way to the registrars: sends a request and tells its final answer once, on the event loop. */
interface RegistrarLine {

    void send(Register request, Consumer<Heard> heard);

    /**
     * The place at which that registrar was asked last gave no answer, or is out of service, and is left alone for a
     * while.
     *
     * @return whether there is another place at which it can be asked
     */
    boolean turnsElsewhere(Server registrar);

    /** Tells when the connection by which a registrar was asked last has ended; on the event loop. */
    void whenLost(Consumer<Server> registrar);

    /** What came of a request. */
    sealed interface Heard {

        record Answer(int status, String reason, Headers headers) implements Heard {}

        /** That place is away or out of service; the domain may have others (RFC 3263 §4.3). */
        default boolean isOfNoUse() {
            return switch (this) {
                case Nothing _ -> true;
                case Answer answer -> answer.status() == Status.UNAVAILABLE.code();
            };
        }

        /** Nothing came, or there was no way to send it. */
        record Nothing(String why) implements Heard {}
    }
}

package dev.sotto.gateway.registration;

import dev.sotto.gateway.sip.message.Headers;
import java.util.function.Consumer;

/** The way to the registrars: sends a request and tells its final answer once, on the event loop. */
interface RegistrarLine {

    void send(Register request, Consumer<Heard> heard);

    /**
     * Where that registrar was asked last gave no answer, and is left alone for a while.
     *
     * @return whether there is another place at which it can be asked
     */
    boolean turnsElsewhere(Server registrar);

    /** What came of a request. */
    sealed interface Heard {

        record Answer(int status, String reason, Headers headers) implements Heard {}

        /** Nothing came, or there was no way to send it. */
        record Nothing(String why) implements Heard {}
    }
}

package dev.sotto.gateway.registration;

import dev.sotto.gateway.digest.DigestClient.Side;
import dev.sotto.gateway.digest.Login;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * One try to register, which may go to several registrars and be asked for proof on the way.
 *
 * @param expires seconds asked for, 0 to take the registration back
 * @param server index of the registrar asked now
 * @param serversLeft how many others have not been asked
 * @param challenges how often this registrar has asked for proof
 * @param answered who was shown a proof made for his own question, so that asking again means he does not accept it
 * @param proofs what is shown this time
 */
record Attempt(
        Login login,
        int expires,
        int server,
        int serversLeft,
        int challenges,
        Set<Side> answered,
        Map<Side, String> proofs) {

    /** A proxy and a registrar, each with one stale nonce: more is a loop. */
    static final int MOST_CHALLENGES = 4;

    static Attempt first(Login login, int expires, int server, int servers) {
        return new Attempt(login, expires, server, servers - 1, 0, Set.of(), Map.of());
    }

    Attempt shows(Map<Side, String> held) {
        return new Attempt(login, expires, server, serversLeft, challenges, answered, held);
    }

    /** Shows {@code proof} to whoever asked for it, which is a fresh answer to his own question. */
    Attempt answers(Side side, String proof) {
        Set<Side> more = EnumSet.of(side);
        more.addAll(answered);
        Map<Side, String> held = new EnumMap<>(Side.class);
        held.putAll(proofs);
        held.put(side, proof);
        return new Attempt(login, expires, server, serversLeft, challenges + 1, more, held);
    }

    Attempt asksFor(int seconds) {
        return new Attempt(login, seconds, server, serversLeft, challenges, answered, proofs);
    }

    /** The next registrar is asked afresh: what the last one knew of us is not his. */
    Attempt turnsTo(int next) {
        return new Attempt(login, expires, next, serversLeft - 1, 0, Set.of(), Map.of());
    }

    boolean isFarewell() {
        return expires == 0;
    }
}

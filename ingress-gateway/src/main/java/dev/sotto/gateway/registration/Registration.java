package dev.sotto.gateway.registration;

import dev.sotto.gateway.digest.DigestClient;
import dev.sotto.gateway.digest.DigestClient.Side;
import dev.sotto.gateway.digest.DigestClient.Verdict;
import dev.sotto.gateway.digest.Login;
import dev.sotto.gateway.registration.RegistrarLine.Heard;
import dev.sotto.gateway.sip.transaction.Timers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One account kept registered (RFC 3261 §10): asked for, proved, renewed before it lapses, moved to the next registrar
 * when one fails, and taken back at the end. Lives on the event loop.
 */
final class Registration {

    /** A REGISTER has then been sent four times; timer F would hold the next registrar back for half a minute. */
    static final Duration PATIENCE = Duration.ofSeconds(4);

    static final Duration SECRET_PAUSE = Duration.ofSeconds(30);

    /** Between two registrations of which the first was lost with its connection. */
    static final Duration LOSS_PAUSE = Duration.ofSeconds(10);

    private sealed interface State {

        record Resting(Timers.Timer until) implements State {}

        record Asking(Attempt attempt, long sequence, Timers.Timer patience) implements State {}

        record Gone() implements State {}
    }

    private final Account account;
    private final Means means;
    private final Pauses pauses;
    private final Servers servers;
    private final DigestClient digest;
    private final String callId;
    private final String fromTag;
    private final Report report;
    private State state = new State.Resting(Timers.Timer.NONE);
    private @Nullable Runnable onGone;
    private int expires;
    private long sequence;

    Registration(Account account, Means means) {
        this.account = account;
        this.means = means;
        this.pauses = new Pauses(account.refresh(), means.random());
        this.servers = new Servers(account.registrars(), means.clock());
        this.digest = new DigestClient(account.weakest(), means.tokens());
        this.callId = means.tokens().get();
        this.fromTag = means.tokens().get();
        this.report = new Report(account, means.clock());
        this.expires = pauses.wanted();
    }

    Account account() {
        return account;
    }

    /** As it was at the last change; from any thread. */
    RegistrationStatus status() {
        return report.status();
    }

    @Nullable
    Server boundAt() {
        return report.boundAt();
    }

    DigestClient digest() {
        return digest;
    }

    void start(Duration pause) {
        rest(pause);
    }

    /**
     * The connection it was made by is gone, and with it perhaps the way to us (RFC 5626 §4.5): it is made anew at once,
     * but not in a loop with a registrar that hangs up each time.
     */
    void renew(Duration pause) {
        if (state instanceof State.Resting(Timers.Timer until) && onGone == null && report.boundAt() != null) {
            until.cancel();
            Duration early = Duration.between(
                    means.clock().instant(), report.boundSince().plus(LOSS_PAUSE));
            rest(early.compareTo(pause) > 0 ? early : pause);
        }
    }

    /** Takes the registration back, after a pause, and then tells; what is asked meanwhile is not waited for. */
    void leave(Duration pause, Runnable gone) {
        switch (state) {
            case State.Resting(Timers.Timer until) -> until.cancel();
            case State.Asking(Attempt _, long _, Timers.Timer patience) -> patience.cancel();
            case State.Gone() -> {
                gone.run();
                return;
            }
        }
        boolean nothingToTakeBack = report.boundAt() == null && state instanceof State.Resting;
        onGone = gone;
        report.leaving();
        if (nothingToTakeBack) {
            go();
        } else {
            rest(pause);
        }
    }

    private void rest(Duration pause) {
        state = new State.Resting(means.timers().after(pause, this::ask));
    }

    private void ask() {
        means.passwords()
                .of(account.key().restaurantId(), account.secret())
                .publishOn(means.onLoop())
                .subscribe(this::begin, failure -> begin(new Secrets.Reading.Missing(String.valueOf(failure))));
    }

    private void begin(Secrets.Reading reading) {
        if (!(state instanceof State.Resting)) {
            return;
        }
        switch (reading) {
            case Secrets.Reading.Missing(String why) -> {
                if (onGone != null) {
                    go();
                } else {
                    report.refused(why);
                    rest(SECRET_PAUSE);
                }
            }
            case Secrets.Reading.Found(String password) -> {
                Login login = new Login(account.authUsername(), password);
                Attempt attempt = Attempt.first(
                        login,
                        onGone == null ? expires : 0,
                        onGone == null ? servers.first() : servers.working(),
                        servers.count());
                send(attempt.shows(digest.unasked(account.asked(), login)));
            }
        }
    }

    private void send(Attempt attempt) {
        long number = ++sequence;
        Server registrar = servers.at(attempt.server());
        Map<String, String> headers = new HashMap<>();
        attempt.proofs().forEach((side, proof) -> headers.put(side.answerHeader(), proof));
        Timers.Timer patience =
                means.timers().after(PATIENCE, () -> heard(number, new Heard.Nothing(registrar + " does not answer")));
        state = new State.Asking(attempt, number, patience);
        Register register = new Register(account, callId, number, fromTag, attempt.expires(), headers, registrar);
        means.line().send(register, heard -> heard(number, heard));
    }

    private void heard(long number, Heard heard) {
        if (!(state instanceof State.Asking(Attempt attempt, long asked, Timers.Timer patience)) || asked != number) {
            return;
        }
        patience.cancel();
        switch (heard) {
            case Heard no
            when no.isOfNoUse() && means.line().turnsElsewhere(servers.at(attempt.server())) -> send(attempt);
            case Heard.Nothing(String why) -> failed(attempt, "silence", why, Duration.ZERO);
            case Heard.Answer answer -> answered(attempt, answer);
        }
    }

    private void answered(Attempt attempt, Heard.Answer answer) {
        switch (answer.status()) {
            case 401 -> challenged(attempt, Side.SERVER, answer);
            case 407 -> challenged(attempt, Side.PROXY, answer);
            case 423 -> tooBrief(attempt, answer);
            default -> {
                String told = servers.at(attempt.server()) + " says " + answer.status() + " " + answer.reason();
                if (answer.status() < 300) {
                    accepted(attempt, answer);
                } else if (Answers.isFinalWord(answer.status())) {
                    refused(attempt, told);
                } else {
                    failed(attempt, "failed", told, Answers.retryAfter(answer.headers()));
                }
            }
        }
    }

    private void challenged(Attempt attempt, Side side, Heard.Answer answer) {
        means.meters().came("challenged");
        var challenges = answer.headers().all(side.challengeHeader());
        switch (digest.answer(side, challenges, account.asked(), attempt.login())) {
            case Verdict.Refused(String why) -> refused(attempt, servers.at(attempt.server()) + ": " + why);
            case Verdict.Answer(String proof, boolean stale) -> {
                boolean disbelieved = attempt.answered().contains(side) && !stale;
                if (disbelieved || attempt.challenges() >= Attempt.MOST_CHALLENGES) {
                    refused(attempt, servers.at(attempt.server()) + " does not accept the password");
                } else {
                    send(attempt.answers(side, proof));
                }
            }
        }
    }

    private void tooBrief(Attempt attempt, Heard.Answer answer) {
        means.meters().came("too-brief");
        int least = Answers.minExpires(answer.headers());
        if (attempt.isFarewell() || least <= attempt.expires()) {
            refused(attempt, servers.at(attempt.server()) + " asks for a longer time and does not say how long");
            return;
        }
        expires = least;
        send(attempt.shows(digest.unasked(account.asked(), attempt.login())).asksFor(least));
    }

    private void accepted(Attempt attempt, Heard.Answer answer) {
        for (Side side : Side.values()) {
            String proof = answer.headers().first(side.proofHeader());
            if (!digest.proves(side, proof, account.asked(), attempt.login())) {
                failed(attempt, "failed", servers.at(attempt.server()) + " does not know the password", Duration.ZERO);
                return;
            }
        }
        if (attempt.isFarewell()) {
            go();
            return;
        }
        int granted = Answers.granted(answer.headers(), account.line(), attempt.expires());
        if (granted <= 0) {
            failed(attempt, "failed", servers.at(attempt.server()) + " did not keep the registration", Duration.ZERO);
            return;
        }
        means.meters().came("registered");
        servers.worked(attempt.server());
        pauses.worked();
        report.registered(servers.at(attempt.server()), granted);
        rest(pauses.renewal(granted));
    }

    /** Nobody mends this by being asked again soon, and a wrong password asked too often locks the account. */
    private void refused(Attempt attempt, String why) {
        means.meters().came("refused");
        if (attempt.isFarewell()) {
            go();
            return;
        }
        report.refused(why);
        rest(pauses.afterRefusal());
    }

    private void failed(Attempt attempt, String outcome, String why, Duration atLeast) {
        means.meters().came(outcome);
        if (attempt.isFarewell()) {
            go();
        } else if (attempt.serversLeft() > 0) {
            send(attempt.turnsTo(servers.after(attempt.server())));
        } else {
            report.failing(why);
            rest(pauses.afterFailure(atLeast));
        }
    }

    private void go() {
        state = new State.Gone();
        report.gone();
        Runnable told = onGone;
        onGone = null;
        if (told != null) {
            told.run();
        }
    }
}

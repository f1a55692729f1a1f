package dev.sotto.gateway;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells whoever starts the gateway what to do instead of showing him a stack trace. */
final class SipPortTakenAnalyzer extends AbstractFailureAnalyzer<SipPortTaken> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, SipPortTaken cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), null, cause);
    }
}

package dev.sotto.gateway.sip.message;

/** A message that passed the parser: the six fields every element must understand are already typed. */
public sealed interface SipMessage permits SipRequest, SipResponse {

    Headers headers();

    Via via();

    NameAddress from();

    NameAddress to();

    String callId();

    CSeq cseq();

    String body();
}

package dev.sotto.gateway.sip;

/** A host as written (IPv6 without brackets) and a port, −1 when none was given. */
record HostPort(String host, int port) {

    static HostPort parse(String text) throws SipSyntaxException {
        String trimmed = text.strip();
        if (trimmed.startsWith("[")) {
            int close = trimmed.indexOf(']');
            if (close < 0) {
                throw new SipSyntaxException("an IPv6 address is not closed");
            }
            return new HostPort(trimmed.substring(1, close), portAfter(trimmed.substring(close + 1)));
        }
        int colon = trimmed.indexOf(':');
        String host = (colon < 0 ? trimmed : trimmed.substring(0, colon)).strip();
        if (host.isEmpty() || !host.chars().allMatch(HostPort::isHostCharacter)) {
            throw new SipSyntaxException("a host name is missing or malformed");
        }
        return new HostPort(host, colon < 0 ? -1 : portAfter(trimmed.substring(colon)));
    }

    private static int portAfter(String text) throws SipSyntaxException {
        String rest = text.strip();
        if (rest.isEmpty()) {
            return -1;
        }
        if (rest.charAt(0) != ':') {
            throw new SipSyntaxException("something other than a port follows the host");
        }
        return (int) HeaderText.number(rest.substring(1), 65_535, "a port");
    }

    private static boolean isHostCharacter(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '.'
                || c == '-'
                || c == '_';
    }
}

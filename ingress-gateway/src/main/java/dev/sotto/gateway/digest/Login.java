package dev.sotto.gateway.digest;

/** A name and its password, which must never be printed. */
public record Login(String user, String password) {

    @Override
    public String toString() {
        return "Login[" + user + "]";
    }
}

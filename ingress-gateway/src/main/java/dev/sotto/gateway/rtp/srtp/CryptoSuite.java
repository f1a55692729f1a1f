package dev.sotto.gateway.rtp.srtp;

/** The two suites of RFC 4568 §6.2 every phone with SRTP has; they differ in how much of a packet's proof is sent. */
public enum CryptoSuite {
    AES_CM_128_HMAC_SHA1_80(10),
    AES_CM_128_HMAC_SHA1_32(4);

    /** RFC 3711 §3.4 and RFC 4568 §6.2.2: RTCP is always proved with 80 bits. */
    static final int RTCP_TAG_BYTES = 10;

    private final int tagBytes;

    CryptoSuite(int tagBytes) {
        this.tagBytes = tagBytes;
    }

    int tagBytes() {
        return tagBytes;
    }
}

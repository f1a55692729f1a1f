package dev.sotto.gateway.rtp.srtp;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys one stream of packets is really protected with, derived from the master key (RFC 3711 §4.3), and the two
 * things done with them: encrypting in counter mode and proving with HMAC-SHA1. Not thread-safe.
 */
final class SessionKeys {

    /** RFC 3711 §4.3.2. */
    private static final int RTP_LABEL = 0;

    private static final int RTCP_LABEL = 3;
    private static final int BLOCK_BYTES = 16;
    private static final int PROOF_KEY_BYTES = 20;

    private final SecretKeySpec key;
    private final byte[] salt;
    private final Cipher cipher;
    private final Mac mac;
    private final byte[] proof = new byte[PROOF_KEY_BYTES];

    private SessionKeys(MasterKey master, int firstLabel) throws GeneralSecurityException {
        this.cipher = Cipher.getInstance("AES/CTR/NoPadding");
        this.mac = Mac.getInstance("HmacSHA1");
        this.key = new SecretKeySpec(derive(master, firstLabel, MasterKey.KEY_BYTES), "AES");
        mac.init(new SecretKeySpec(derive(master, firstLabel + 1, PROOF_KEY_BYTES), "HmacSHA1"));
        this.salt = derive(master, firstLabel + 2, MasterKey.SALT_BYTES);
    }

    static SessionKeys forRtp(MasterKey master) {
        return open(master, RTP_LABEL);
    }

    static SessionKeys forRtcp(MasterKey master) {
        return open(master, RTCP_LABEL);
    }

    private static SessionKeys open(MasterKey master, int firstLabel) {
        try {
            return new SessionKeys(master, firstLabel);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("This Java lacks AES or HMAC-SHA1.", missing);
        }
    }

    /** The key derivation is the cipher itself: the label changes one byte of the salt, and nought is encrypted. */
    private byte[] derive(MasterKey master, int label, int length) throws GeneralSecurityException {
        byte[] block = Arrays.copyOf(master.salt(), BLOCK_BYTES);
        block[7] ^= (byte) label;
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(master.key(), "AES"), new IvParameterSpec(block));
        return cipher.doFinal(new byte[length]);
    }

    /** Encrypts or decrypts in place, which counter mode does alike (RFC 3711 §4.1.1). */
    void crypt(byte[] packet, int offset, int length, int ssrc, long index) {
        byte[] block = Arrays.copyOf(salt, BLOCK_BYTES);
        for (int i = 0; i < 4; i++) {
            block[4 + i] ^= (byte) (ssrc >> (24 - 8 * i));
        }
        for (int i = 0; i < 6; i++) {
            block[8 + i] ^= (byte) (index >> (40 - 8 * i));
        }
        try {
            cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(block));
            cipher.doFinal(packet, offset, length, packet, offset);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The proof of the first {@code length} bytes followed by a number; valid until the next call. */
    byte[] proof(byte[] packet, int length, int number) {
        mac.update(packet, 0, length);
        for (int shift = 24; shift >= 0; shift -= 8) {
            mac.update((byte) (number >> shift));
        }
        return finished();
    }

    byte[] proof(byte[] packet, int length) {
        mac.update(packet, 0, length);
        return finished();
    }

    private byte[] finished() {
        try {
            mac.doFinal(proof, 0);
            return proof;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

package dev.sotto.gateway.digest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.gateway.digest.DigestClient.Asked;
import dev.sotto.gateway.digest.DigestClient.Side;
import dev.sotto.gateway.digest.DigestClient.Verdict;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigestClientTest {

    private static final Login MUFASA = new Login("Mufasa", "Circle of Life");
    private static final Asked INDEX = new Asked("GET", "/dir/index.html", "");
    private static final String MD5 = "Digest realm=\"r\", nonce=\"n1\", qop=\"auth\", algorithm=MD5";
    private static final String SHA_256 = "Digest realm=\"r\", nonce=\"n2\", qop=\"auth\", algorithm=SHA-256";

    @Test
    void theExamplesOfRfc7616AreComputedAsPrinted() {
        String cnonce = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";
        String realm = "http-auth@example.org";
        String nonce = "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v";
        String opaque = "FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS";

        assertThat(new Digest(DigestAlgorithm.MD5, realm, nonce, opaque, "auth", cnonce, 1)
                        .response(MUFASA, "GET", "/dir/index.html", ""))
                .isEqualTo("8ca523f5e9506fed4657c9700eebdbec");
        assertThat(new Digest(DigestAlgorithm.SHA_256, realm, nonce, opaque, "auth", cnonce, 1)
                        .response(MUFASA, "GET", "/dir/index.html", ""))
                .isEqualTo("753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1");
    }

    @Test
    void theOldFormOfRfc2069IsComputedAsRfc2617DefinesIt() {
        // The corrected example of RFC 2069, errata 749.
        Digest digest = new Digest(
                DigestAlgorithm.MD5, "testrealm@host.com", "dcd98b7102dd2f0e8b11d0f600bfb0c093", null, null, "", 1);

        assertThat(digest.response(new Login("Mufasa", "CircleOfLife"), "GET", "/dir/index.html", ""))
                .isEqualTo("1949323746fe6a43ef61f9606e7febea");
    }

    @Test
    void ofSeveralChallengesTheStrongestIsAnswered() {
        assertThat(header(client(), MD5, SHA_256)).contains("algorithm=SHA-256").contains("nonce=\"n2\"");
        assertThat(header(client(), SHA_256, MD5)).contains("algorithm=SHA-256");
        assertThat(header(client(), "Basic realm=\"r\"", "Digest realm=\"r\", nonce=\"n\", algorithm=whirlpool", MD5))
                .contains("algorithm=MD5");
    }

    @Test
    void onceAStrongChallengeWasSeenAWeakerOneIsNeverAnswered() {
        DigestClient client = client();
        header(client, SHA_256);

        assertThat(client.answer(Side.SERVER, List.of(MD5), INDEX, MUFASA))
                .isEqualTo(new Verdict.Refused(
                        "it offers only MD5 where SHA-256 is the least: somebody may be in between"));
        assertThat(client.answer(Side.PROXY, List.of(MD5.replace("\"r\"", "\"another\"")), INDEX, MUFASA))
                .as("neither under another realm nor as a proxy")
                .isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void theLeastAnAccountAllowsHoldsAtTheFirstContact() {
        DigestClient strict = new DigestClient(DigestAlgorithm.SHA_256, () -> "c");

        assertThat(strict.answer(Side.SERVER, List.of(MD5), INDEX, MUFASA)).isInstanceOf(Verdict.Refused.class);
        assertThat(strict.answer(Side.SERVER, List.of(SHA_256), INDEX, MUFASA)).isInstanceOf(Verdict.Answer.class);
    }

    @Test
    void aServerThatCountedMustGoOnCounting() {
        DigestClient client = client();
        header(client, SHA_256);

        assertThat(client.answer(Side.SERVER, List.of(SHA_256.replace("qop=\"auth\", ", "")), INDEX, MUFASA))
                .isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void aNonceIsCountedUpAndNeverUsedTwiceWithTheSameCount() {
        DigestClient client = client();

        assertThat(header(client, SHA_256)).contains("nc=00000001");
        assertThat(client.unasked(INDEX, MUFASA).get(Side.SERVER)).contains("nc=00000002");
        assertThat(header(client, SHA_256)).as("the same nonce offered again").contains("nc=00000003");
        assertThat(header(client, SHA_256.replace("n2", "n3"))).contains("nc=00000001");
    }

    @Test
    void aStaleNonceSaysNothingAboutThePassword() {
        assertThat(client().answer(Side.SERVER, List.of(SHA_256 + ", stale=TRUE"), INDEX, MUFASA))
                .isInstanceOfSatisfying(
                        Verdict.Answer.class,
                        answer -> assertThat(answer.stale()).isTrue());
    }

    @Test
    void integrityIsProtectedWhenNothingElseIsOffered() {
        assertThat(header(client(), SHA_256.replace("\"auth\"", "\"auth-int\"")))
                .contains("qop=auth-int");
        assertThat(header(client(), SHA_256.replace("\"auth\"", "\"auth-int, auth\"")))
                .contains("qop=auth,");
        assertThat(client().answer(Side.SERVER, List.of(SHA_256.replace("\"auth\"", "\"auth-conf\"")), INDEX, MUFASA))
                .isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void aServerThatProvesNothingIsBelievedAndOneThatProvesWronglyIsNot() {
        DigestClient client = client();
        header(client, SHA_256);
        String right = new Digest(DigestAlgorithm.SHA_256, "r", "n2", null, "auth", "c", 1)
                .proofOfTheOther(MUFASA, INDEX.uri(), "");

        assertThat(client.proves(Side.SERVER, null, INDEX, MUFASA)).isTrue();
        assertThat(client.proves(Side.SERVER, "rspauth=\"" + right + "\"", INDEX, MUFASA))
                .isTrue();
        assertThat(client.proves(Side.SERVER, "rspauth=\"00\"", INDEX, MUFASA)).isFalse();
    }

    @Test
    void theNextNonceIsTakenBeforeItIsAskedFor() {
        DigestClient client = client();
        header(client, SHA_256);
        client.proves(Side.SERVER, "nextnonce=\"n9\"", INDEX, MUFASA);

        assertThat(client.unasked(INDEX, MUFASA).get(Side.SERVER)).contains("nonce=\"n9\"", "nc=00000001");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Digest",
                "Digest ",
                "Digest realm",
                "Digest realm=\"x",
                "Digest realm=\"x\\",
                "Digest nonce=\"\", realm=\"\"",
                "Digest =,=,=",
                "Digest ,,,,realm=\"r\",,",
                "Negotiate abc"
            })
    void aMalformedChallengeIsRefusedWithoutAnException(String malformed) {
        assertThat(client().answer(Side.SERVER, List.of(malformed), INDEX, MUFASA))
                .isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void anOversizedChallengeIsRefused() {
        String huge = "Digest realm=\"r\", nonce=\"" + "x".repeat(Challenge.LONGEST + 1) + "\"";

        assertThat(client().answer(Side.SERVER, List.of(huge), INDEX, MUFASA)).isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void anyTextIsReadWithoutAnException() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String letters = "Digest realm=\"nonce,qop\\ \tauth;=stale";
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder("Digest ");
            for (int i = random.nextInt(60); i > 0; i--) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            assertThat(client().answer(Side.SERVER, List.of(text.toString()), INDEX, MUFASA))
                    .as("seed %d: %s", seed, text)
                    .isNotNull();
        }
    }

    @Test
    void aPasswordIsNeverPrinted() {
        assertThat(MUFASA.toString()).doesNotContain("Circle");
    }

    private static DigestClient client() {
        return new DigestClient(DigestAlgorithm.MD5, () -> "c");
    }

    private static String header(DigestClient client, String... challenges) {
        return client.answer(Side.SERVER, List.of(challenges), INDEX, MUFASA)
                        instanceof Verdict.Answer(String text, boolean _)
                ? text
                : "refused";
    }
}

package dev.sotto.gateway.sip.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The torture messages of RFC 4475: well-formed ones are understood, the others refused, and none throws. */
class TortureTest {

    private static final String CORPUS = "sip/rfc4475";

    /** File → why the parser does not agree with the RFC yet. One that starts to agree must leave the list. */
    private static final Map<String, String> KNOWN_FAILURES = Map.of();

    /** Requests an application must refuse that our parser refuses already, for it needs what they lack or double. */
    private static final Map<String, Integer> REFUSED_BY_THE_PARSER =
            Map.of("insuf", 400, "multi01", 400, "mcl01", 400);

    private static @Nullable Path corpus() {
        String configured = System.getenv("SOTTO_TEST_DATA");
        if (configured != null) {
            return existing(Path.of(configured));
        }
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path found = existing(folder.resolveSibling("shared").resolve("data"));
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static @Nullable Path existing(Path root) {
        Path corpus = root.resolve(CORPUS);
        return Files.isRegularFile(corpus.resolve("verdicts.tsv")) ? corpus : null;
    }

    @TestFactory
    Stream<DynamicTest> everyMessageGetsTheVerdictOfTheRfc() throws IOException {
        Path corpus = corpus();
        assumeTrue(corpus != null, "the torture corpus is not here: set SOTTO_TEST_DATA to the test data's folder");
        return Files.readAllLines(corpus.resolve("verdicts.tsv")).stream()
                .map(line -> line.split("\t", -1))
                .map(verdict -> DynamicTest.dynamicTest(
                        verdict[0] + " is " + verdict[1], () -> check(corpus, verdict[0], verdict[1])));
    }

    private static void check(Path corpus, String name, String verdict) throws IOException {
        Parsed parsed = SipParser.parse(Files.readAllBytes(corpus.resolve(name + ".dat")));
        boolean understood = parsed instanceof Parsed.Understood;
        boolean expected = !verdict.equals("invalid") && !REFUSED_BY_THE_PARSER.containsKey(name);
        String known = KNOWN_FAILURES.get(name);
        if (known != null) {
            assertThat(understood)
                    .as("%s agrees now: take it off the list", name)
                    .isNotEqualTo(expected);
        } else {
            assertThat(understood).as("%s: %s", name, parsed).isEqualTo(expected);
        }
    }

    @Test
    void whatTheParserRefusesForTheApplicationGetsItsStatus() throws IOException {
        Path corpus = corpus();
        assumeTrue(corpus != null, "the torture corpus is not here");
        for (var expected : REFUSED_BY_THE_PARSER.entrySet()) {
            Parsed parsed = SipParser.parse(Files.readAllBytes(corpus.resolve(expected.getKey() + ".dat")));
            assertThat(parsed)
                    .isInstanceOfSatisfying(
                            Parsed.Malformed.class,
                            malformed -> assertThat(malformed.answer().code()).isEqualTo(expected.getValue()));
        }
    }
}

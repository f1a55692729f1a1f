package dev.sotto.gateway.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;

/** Where a token may stand. */
class ShownTokenTest {

    private static final URI HERE = URI.create("/earpiece");

    private static HttpHeaders headers(String name, String... values) {
        HttpHeaders headers = new HttpHeaders();
        for (String value : values) {
            headers.add(name, value);
        }
        return headers;
    }

    @Test
    void itStandsInTheHeaderOrAmongTheSubprotocols() {
        assertThat(ShownToken.in(headers("Authorization", "bearer abc"), HERE)).isEqualTo(new ShownToken.One("abc"));
        assertThat(ShownToken.in(headers("Sec-WebSocket-Protocol", "sotto.earpiece.v1, bearer.abc"), HERE))
                .isEqualTo(new ShownToken.One("abc"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/earpiece?access_token=abc",
                "/earpiece?a=b&TOKEN=abc",
                "/earpiece?%74oken=abc",
                "/earpiece?x=eyJhbGciOiJFUzI1NiJ9.e30.AAAA",
                "/earpiece/eyJhbGciOiJFUzI1NiJ9.e30.AAAA"
            })
    void inTheAddressItIsRefusedWhereverElseItStands(String address) {
        assertThat(ShownToken.in(headers("Authorization", "Bearer abc"), URI.create(address)))
                .isEqualTo(new ShownToken.Wrong(Refusal.IN_ADDRESS));
    }

    @Test
    void shownTwiceOrNotAtAllItIsRefused() {
        assertThat(ShownToken.in(headers("Authorization", "Bearer abc", "Bearer def"), HERE))
                .isEqualTo(new ShownToken.Wrong(Refusal.TWICE));
        assertThat(ShownToken.in(headers("Authorization", "Basic YTpi"), HERE))
                .isEqualTo(new ShownToken.Wrong(Refusal.MISSING));
    }

    @Test
    void anAddressWithOrdinaryParametersIsFine() {
        assertThat(ShownToken.in(headers("Authorization", "Bearer abc"), URI.create("/earpiece?lang=en&x=1%202")))
                .isEqualTo(new ShownToken.One("abc"));
    }
}

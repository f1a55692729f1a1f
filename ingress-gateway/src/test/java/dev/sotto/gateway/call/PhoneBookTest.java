package dev.sotto.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers as people, trunks and exchanges write them. */
class PhoneBookTest {

    @ParameterizedTest
    @CsvSource({
        "+33 1 23 45 67 89, +33123456789",
        "0033123456789, +33123456789",
        "01.23.45.67.89, 0123456789",
        "(01) 23-45, 012345",
        "+33123;phone-context=x, +33123",
        "Pizza-Roma, pizza-roma"
    })
    void whatOnlyMakesANumberReadableDoesNotMatter(String written, String normal) {
        assertThat(PhoneBook.normal(written)).isEqualTo(normal);
    }

    @Test
    void inLogsOnlyTheLastTwoDigitsCanBeRead() {
        assertThat(PhoneBook.masked("+33123456789")).isEqualTo("**********89");
        assertThat(PhoneBook.masked("7")).isEqualTo("7");
        assertThat(PhoneBook.masked("")).isEmpty();
    }
}

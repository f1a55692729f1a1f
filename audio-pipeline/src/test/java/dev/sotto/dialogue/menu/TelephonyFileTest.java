package dev.sotto.dialogue.menu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.schemas.restaurant.HumanContact;
import dev.sotto.schemas.restaurant.NoRoom;
import dev.sotto.schemas.restaurant.NoRoomChoice;
import dev.sotto.schemas.restaurant.SipAccount;
import dev.sotto.schemas.restaurant.Telephony;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TelephonyFileTest {
    private static final String SOUND = """
            id: corner
            name: Corner
            language: en
            currency: EUR
            timeZone: Europe/Paris
            telephony:
              accounts:
                - id: main
                  username: "33155550100"
                  domain: sip.example.com
                  registrars: [a.example.com, "192.0.2.7:5070"]
                  secret: main-line
              humans:
                - {name: manager, target: "+33612345678"}
                - {name: bar, target: "sip:bar@192.0.2.9"}
              noRoom: {choice: queue, queueSeconds: 90}
            menu:
              categories:
                - {id: hot, name: hot dish}
              items:
                - {id: soup, name: soup, category: hot, price: "8.50"}
            """;

    @Test
    void anAccountIsReadWithWhatIsUsual() {
        assertThat(MenuFile.parse("m.yaml", SOUND).telephony())
                .isEqualTo(new Telephony(
                        List.of(new SipAccount(
                                "main",
                                "33155550100",
                                null,
                                "sip.example.com",
                                List.of("a.example.com", "192.0.2.7:5070"),
                                null,
                                "udp",
                                "main-line",
                                60,
                                "MD5")),
                        List.of(
                                new HumanContact("manager", "+33612345678", null),
                                new HumanContact("bar", "sip:bar@192.0.2.9", null)),
                        new NoRoom(NoRoomChoice.QUEUE, null, 90)));
    }

    @Test
    void aRestaurantWithoutAccountsNeedsNoTelephony() {
        String none = SOUND.replaceFirst("(?s)telephony:.*menu:", "menu:");
        assertThat(MenuFile.parse("m.yaml", none).telephony()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            secret: main-line    | password: hunter2       | telephony.accounts[0].password: must not stand in this file (put it into the file
            secret: main-line    | secret: ../../etc/shadow | telephony.accounts[0].secret: must be the name of a file
            domain: sip.example.com | domain: "a b"        | telephony.accounts[0].domain: must be a host
            a.example.com        | "a:b:c"                 | telephony.accounts[0].registrars: "a:b:c" is not a host or host:port
            name: bar,           | name: manager,          | telephony.humans[1].name: "manager" is used twice
            "sip:bar@192.0.2.9"  | "http://bar"            | telephony.humans[1].target: must be a SIP address or a number
            "+33612345678"       | "+33612345678", account: mein | there is no account "mein" (did you mean main?)
            choice: queue        | choice: sing            | telephony.noRoom.choice: must be refuse, announce, queue or redirect
            choice: queue        | choice: redirect        | telephony.noRoom.redirectTo: must be the SIP address of another phone
            queueSeconds: 90     | queueSeconds: 9000      | telephony.noRoom.queueSeconds: must be from 5 to 600, not 9000
            """)
    void aMistakeIsToldWithItsPlace(String sound, String broken, String message) {
        assertThatThrownBy(() -> MenuFile.parse("m.yaml", SOUND.replace(sound, broken)))
                .isInstanceOf(InvalidMenuException.class)
                .hasMessageContaining(message);
    }
}

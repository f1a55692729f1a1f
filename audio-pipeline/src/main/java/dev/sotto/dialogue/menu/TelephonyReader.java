package dev.sotto.dialogue.menu;

import dev.sotto.schemas.restaurant.HumanContact;
import dev.sotto.schemas.restaurant.NoRoom;
import dev.sotto.schemas.restaurant.NoRoomChoice;
import dev.sotto.schemas.restaurant.SipAccount;
import dev.sotto.schemas.restaurant.Telephony;
import dev.sotto.schemas.restaurant.rules.Suggestion;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The part of a restaurant's file that says how it hangs on the telephone network. A password has no place in it. */
final class TelephonyReader {
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,30}");
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9+._~*!-]{1,64}");
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern HOST =
            Pattern.compile("([A-Za-z0-9]([A-Za-z0-9.-]{0,252}[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]+\\])(:[0-9]{1,5})?");
    private static final Pattern ADDRESS =
            Pattern.compile("sips?:([A-Za-z0-9+._~*!-]{1,64}@)?" + HOST.pattern() + "(;[A-Za-z0-9=._-]{1,60}){0,3}");
    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9]{2,15}");
    private static final int USUAL_REFRESH = 60;
    private static final int USUAL_QUEUE = 60;

    private final Problems problems;

    TelephonyReader(Problems problems) {
        this.problems = problems;
    }

    Telephony read(Fields fields) {
        List<SipAccount> accounts = fields.list("accounts", this::account);
        List<HumanContact> humans = fields.list("humans", this::human);
        Set<String> ids = unique(fields, accounts, SipAccount::id, "accounts", "id");
        unique(fields, humans, HumanContact::name, "humans", "name");
        for (int index = 0; index < humans.size(); index++) {
            checkAccount(humans.get(index), ids, fields.at("humans") + "[" + index + "]");
        }
        return new Telephony(accounts, humans, fields.mappingOrNull("noRoom", this::noRoom));
    }

    private SipAccount account(Fields fields) {
        if (fields.has("password")) {
            problems.add(
                    fields.at("password"),
                    "must not stand in this file",
                    "put it into the file <secrets>/<restaurant id>/NAME of the gateways and write secret: NAME");
        }
        return new SipAccount(
                like(fields, "id", ID, "small letters, digits and dashes"),
                like(fields, "username", USER, "the user part of a SIP address"),
                fields.textOrNull("authUsername"),
                like(fields, "domain", HOST, "a host such as sip.example.com"),
                hosts(fields),
                fields.has("outboundProxy") ? like(fields, "outboundProxy", HOST, "a host or host:port") : null,
                oneOf(fields, "transport", List.of("udp", "tcp", "tls")),
                like(fields, "secret", SECRET, "the name of a file, letters, digits and . _ - only"),
                within(fields, "refreshSeconds", 10, 3600, USUAL_REFRESH),
                oneOf(fields, "weakestDigest", List.of("MD5", "SHA-256", "SHA-512-256")));
    }

    private List<String> hosts(Fields fields) {
        List<String> hosts = fields.texts("registrars");
        hosts.stream()
                .filter(host -> !HOST.matcher(host).matches())
                .forEach(host -> problems.add(
                        fields.at("registrars"),
                        "\"" + host + "\" is not a host or host:port",
                        "such as 192.0.2.1:5060"));
        return hosts;
    }

    private HumanContact human(Fields fields) {
        String target = fields.text("target");
        if (!target.isEmpty()
                && !NUMBER.matcher(target).matches()
                && !ADDRESS.matcher(target).matches()) {
            problems.add(
                    fields.at("target"),
                    "must be a SIP address or a number, not \"" + target + "\"",
                    "such as sip:boss@192.0.2.7 or +33612345678");
        }
        return new HumanContact(
                like(fields, "name", ID, "small letters, digits and dashes"), target, fields.textOrNull("account"));
    }

    private void checkAccount(HumanContact human, Set<String> accounts, String at) {
        String account = human.account();
        boolean number = NUMBER.matcher(human.target()).matches();
        if (account != null && !accounts.contains(account)) {
            problems.add(at + ".account", "there is no account \"" + account + "\"", Suggestion.of(account, accounts));
        } else if (account == null && number && accounts.isEmpty()) {
            problems.add(at + ".target", "is a number, and there is no account to dial it through", "add accounts:");
        }
    }

    private NoRoom noRoom(Fields fields) {
        String choice = fields.text("choice").toUpperCase(Locale.ROOT);
        List<String> known =
                List.of(NoRoomChoice.values()).stream().map(NoRoomChoice::name).toList();
        if (!choice.isEmpty() && !known.contains(choice)) {
            problems.add(fields.at("choice"), "must be refuse, announce, queue or redirect", "");
        }
        NoRoomChoice chosen = known.contains(choice) ? NoRoomChoice.valueOf(choice) : NoRoomChoice.REFUSE;
        String redirectTo = fields.textOrNull("redirectTo");
        if (chosen == NoRoomChoice.REDIRECT
                && (redirectTo == null || !ADDRESS.matcher(redirectTo).matches())) {
            problems.add(
                    fields.at("redirectTo"), "must be the SIP address of another phone", "such as sip:bar@192.0.2.7");
        }
        return new NoRoom(chosen, redirectTo, within(fields, "queueSeconds", 5, 600, USUAL_QUEUE));
    }

    private String like(Fields fields, String key, Pattern shape, String what) {
        String value = fields.text(key);
        if (!value.isEmpty() && !shape.matcher(value).matches()) {
            problems.add(fields.at(key), "must be " + what + ", not \"" + value + "\"", "");
        }
        return value;
    }

    /** The first is the usual one. */
    private String oneOf(Fields fields, String key, List<String> allowed) {
        String value = Objects.requireNonNullElse(fields.textOrNull(key), allowed.getFirst());
        if (!allowed.contains(value)) {
            problems.add(fields.at(key), "must be one of " + String.join(", ", allowed), "");
        }
        return value;
    }

    private int within(Fields fields, String key, int least, int most, int usual) {
        @Nullable Integer value = fields.countOrNull(key);
        if (value != null && (value < least || value > most)) {
            problems.add(fields.at(key), "must be from " + least + " to " + most + ", not " + value, "");
        }
        return value == null ? usual : value;
    }

    private <T> Set<String> unique(
            Fields fields, List<T> entries, Function<T, String> name, String list, String field) {
        Set<String> seen = new HashSet<>();
        for (int index = 0; index < entries.size(); index++) {
            String value = name.apply(entries.get(index));
            if (!seen.add(value)) {
                problems.add(
                        fields.at(list) + "[" + index + "]." + field,
                        "\"" + value + "\" is used twice",
                        field + "s must be unique");
            }
        }
        return seen;
    }
}

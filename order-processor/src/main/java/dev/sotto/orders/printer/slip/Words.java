package dev.sotto.orders.printer.slip;

import java.util.Map;
import java.util.Objects;

/** What stands on the paper beside the order's own words, in the restaurant's language. */
record Words(
        String copy,
        String change,
        String cancelled,
        String voided,
        String fire,
        String hold,
        String rush,
        String table,
        String phone,
        String without,
        String wanted,
        Map<String, String> services,
        Map<String, String> amounts) {

    private static final Words ENGLISH = new Words(
            "COPY",
            "CHANGE",
            "CANCELLED",
            "VOID",
            "FIRE",
            "HOLD",
            "RUSH",
            "Table",
            "Phone",
            "NO ",
            "for ",
            Map.of("pickup", "Pick-up", "delivery", "Delivery", "dine_in", "At the table"),
            Map.of("light", "light ", "extra", "extra ", "double", "double "));

    private static final Words FRENCH = new Words(
            "DUPLICATA",
            "MODIFICATION",
            "COMMANDE ANNULÉE",
            "ANNULÉ",
            "ENVOYER",
            "ATTENDRE",
            "URGENT",
            "Table",
            "Téléphone",
            "SANS ",
            "pour ",
            Map.of("pickup", "À emporter", "delivery", "Livraison", "dine_in", "Sur place"),
            Map.of("light", "peu de ", "extra", "supplément ", "double", "double "));

    static Words in(String language) {
        return language.startsWith("fr") ? FRENCH : ENGLISH;
    }

    String service(String service) {
        return Objects.requireNonNullElse(services.get(service), service);
    }

    /** A table goes by its number; one that has a name goes by that alone. */
    String tableOf(String name) {
        return Character.isDigit(name.codePointAt(0)) ? table + " " + name : name;
    }

    /** normal, light, extra, double or a whole number, as the contract says. */
    String amount(String amount) {
        if (amount.matches("\\d+")) {
            return amount.equals("1") ? "" : amount + "x ";
        }
        return amount.equals("normal") ? "" : Objects.requireNonNullElse(amounts.get(amount), amount + " ");
    }
}

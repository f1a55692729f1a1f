package dev.sotto.dialogue.conversation.wording;

import static dev.sotto.dialogue.conversation.wording.EnglishWording.capital;
import static dev.sotto.dialogue.conversation.wording.EnglishWording.joined;

import java.time.DayOfWeek;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What we say in French. */
record FrenchWording() implements Wording {
    @Override
    public boolean french() {
        return true;
    }

    @Override
    public String greeting(String restaurant) {
        return "Bonjour, ici " + restaurant + ". Que souhaitez-vous commander ?";
    }

    @Override
    public String closedNow(String restaurant) {
        return "Bonjour, ici " + restaurant
                + ". Nous sommes fermés en ce moment. Merci de rappeler plus tard. Au revoir.";
    }

    @Override
    public String noOrdersHere() {
        return "Désolé, nous ne pouvons pas prendre de commande à ce numéro pour le moment. Au revoir.";
    }

    @Override
    public String whatWouldYouLike() {
        return "Que souhaitez-vous commander ?";
    }

    @Override
    public String anythingElse() {
        return "Autre chose ?";
    }

    @Override
    public String noted(String lines) {
        return capital(lines) + ".";
    }

    @Override
    public String recap(String lines, String total) {
        return "Je récapitule : " + lines + ", soit " + total + " au total.";
    }

    @Override
    public String shallIPlaceIt() {
        return "Je valide la commande ?";
    }

    @Override
    public String terseRecap(@Nullable String table, String lines) {
        return (table == null ? capital(lines) : "Table " + table + " : " + lines) + ".";
    }

    @Override
    public String send() {
        return "J'envoie ?";
    }

    @Override
    public String confirmed(@Nullable Integer minutes) {
        return minutes == null
                ? "Merci, votre commande est confirmée."
                : "Merci, votre commande est confirmée. Elle sera prête dans environ " + minutes + " minutes.";
    }

    @Override
    public String terseConfirmed(@Nullable String table) {
        return table == null ? "Envoyé." : "Table " + table + ", envoyé.";
    }

    @Override
    public String goodbye() {
        return "Au revoir.";
    }

    @Override
    public String whatToChange() {
        return "Que voulez-vous changer ?";
    }

    @Override
    public String cancelled() {
        return "Très bien, rien n'est commandé. Au revoir.";
    }

    @Override
    public String terseCancelled() {
        return "Annulé.";
    }

    @Override
    public String notUnderstood() {
        return "Pardon, je n'ai pas compris.";
    }

    @Override
    public String areYouThere() {
        return "Vous êtes toujours là ?";
    }

    @Override
    public String sayAgain() {
        return "Répétez ?";
    }

    @Override
    public String notByVoice() {
        return "Désolé, je ne peux pas prendre de commande vocale pour le moment. Rien n'est commandé. Au revoir.";
    }

    @Override
    public String callBack() {
        return "Désolé, je vous entends mal. Rien n'est commandé. Merci de rappeler. Au revoir.";
    }

    @Override
    public String noPersonHere() {
        return "Personne ne peut venir au téléphone pour le moment, mais je peux prendre votre commande.";
    }

    @Override
    public String weServe(String categories) {
        return "Nous avons : " + categories + ".";
    }

    @Override
    public String soFar(String total) {
        return "Pour l'instant, cela fait " + total + ".";
    }

    @Override
    public String nothingYet() {
        return "Rien n'est encore commandé.";
    }

    @Override
    public String costs(String name, String amount) {
        return EnglishWording.capital(name) + " : " + amount + ".";
    }

    @Override
    public String contains(String name, String recipe, String allergens) {
        String what = recipe.isEmpty() ? "" : EnglishWording.capital(name) + " : " + recipe + ". ";
        return what
                + (allergens.isEmpty()
                        ? "Notre carte n'indique pas d'allergène ; en cas d'allergie, demandez à la cuisine."
                        : "Allergènes : " + allergens + ".");
    }

    @Override
    public String alwaysOpen() {
        return "Nous prenons les commandes à toute heure.";
    }

    @Override
    public String openFrom(String spans) {
        return "Nous sommes ouverts " + spans + ".";
    }

    @Override
    public String span(List<DayOfWeek> days, String opens, String closes) {
        return Days.named(days, Locale.FRENCH, "au") + " de " + opens + " à " + closes;
    }

    @Override
    public String waiting(@Nullable Integer minutes) {
        return minutes == null ? "La cuisine vous le dira au retrait." : "Il faut environ " + minutes + " minutes.";
    }

    @Override
    public String unknownDish(String said) {
        return "Désolé, je ne trouve pas " + said + " à la carte.";
    }

    @Override
    public String nearest(String names) {
        return "Nous avons : " + names + ".";
    }

    @Override
    public String withOrWithout(String name) {
        return "Avec ou sans " + name + " ?";
    }

    @Override
    public String whichItem(String said, String names) {
        return "Pour " + said + ", vous préférez : " + names + " ?";
    }

    @Override
    public String whichValue(String group, String item, String names) {
        return capital(group) + " pour " + item + " : " + names + " ?";
    }

    @Override
    public String soldOut(String name) {
        return "Désolé, il n'y a plus de " + name + " aujourd'hui.";
    }

    @Override
    public String atMost(int most, String item) {
        return "Je peux prendre au plus " + most + " " + item + " par commande.";
    }

    @Override
    public String notOffered(String item, String said) {
        return "Désolé, " + said + " n'est pas possible avec " + item + ".";
    }

    @Override
    public String noHalves(String item) {
        return "Désolé, nous ne faisons pas de moitié-moitié avec " + item + ".";
    }

    @Override
    public String tooExpensive(String most) {
        return "Je prends les commandes jusqu'à " + most + " par téléphone. Merci d'enlever quelque chose.";
    }

    @Override
    public String line(SpokenLine line) {
        return FrenchLine.of(line);
    }

    @Override
    public String half(String name, List<String> with, List<String> without) {
        return "moitié" + (name.isEmpty() ? "" : " " + name)
                + (with.isEmpty() ? "" : " avec " + and(with))
                + (without.isEmpty() ? "" : " sans " + String.join(" ni ", without));
    }

    @Override
    public String and(List<String> parts) {
        return joined(parts, " et ");
    }

    @Override
    public String or(List<String> parts) {
        return joined(parts, " ou ");
    }

    @Override
    public String extra(String name, String amount) {
        return switch (amount) {
            case "normal" -> name;
            case "extra" -> "supplément " + name;
            default -> amount + " portions de " + name;
        };
    }
}

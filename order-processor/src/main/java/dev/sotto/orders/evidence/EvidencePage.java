package dev.sotto.orders.evidence;

import java.util.List;
import org.springframework.web.util.HtmlUtils;

/** The page a guest sees, in the restaurant's language. It needs no script: any telephone can send a form. */
record EvidencePage(Words words) {

    private static final String FRAME = """
            <!doctype html>
            <html lang="{language}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="robots" content="noindex">
            <meta name="color-scheme" content="light dark">
            <title>{title}</title>
            <link rel="stylesheet" href="/assets/evidence/page.css">
            </head>
            <body>
            <main>
            <h1>{heading}</h1>
            {inside}
            </main>
            </body>
            </html>
            """;

    private static final String FORM = """
            <form method="post" enctype="multipart/form-data">
            <label for="pictures">{choose}</label>
            <input id="pictures" name="pictures" type="file" accept="image/jpeg,image/png,image/webp" multiple required>
            <button>{send}</button>
            </form>
            """;

    /** What it says. */
    enum Words {
        ENGLISH(
                "en",
                "Pictures of your order",
                "Show us what was wrong. Up to 5 pictures, each of 5 MB at most: JPEG, PNG or WebP.",
                "Choose pictures",
                "Send",
                "This link is not valid, or not any longer. Please call the restaurant.",
                "We have %d of 5 pictures.",
                "Thank you, %s has arrived.",
                "%s is larger than 5 MB. Please send a smaller one.",
                "%s is not a JPEG, PNG or WebP picture.",
                "%s is damaged, or did not arrive whole. Please send it once more.",
                "%s was not kept: 5 pictures are there already.",
                "No picture came with it. Please choose one first.",
                "picture %d"),
        FRENCH(
                "fr",
                "Photos de votre commande",
                "Montrez-nous ce qui n’allait pas. 5 photos au plus, de 5 Mo chacune : JPEG, PNG ou WebP.",
                "Choisir des photos",
                "Envoyer",
                "Ce lien n’est pas valable, ou ne l’est plus. Merci d’appeler le restaurant.",
                "Nous avons %d photos sur 5.",
                "Merci, %s est bien arrivée.",
                "%s dépasse 5 Mo. Merci d’en envoyer une plus petite.",
                "%s n’est pas une photo JPEG, PNG ou WebP.",
                "%s est abîmée, ou n’est pas arrivée en entier. Merci de la renvoyer.",
                "%s n’a pas été gardée : il y a déjà 5 photos.",
                "Aucune photo n’est arrivée. Merci d’en choisir une.",
                "la photo %d");

        private final String code;
        private final String title;
        private final String lead;
        private final String choose;
        private final String send;
        private final String invalid;
        private final String have;
        private final String kept;
        private final String tooLarge;
        private final String noPicture;
        private final String damaged;
        private final String oneTooMany;
        private final String nothing;
        private final String nth;

        Words(
                String code,
                String title,
                String lead,
                String choose,
                String send,
                String invalid,
                String have,
                String kept,
                String tooLarge,
                String noPicture,
                String damaged,
                String oneTooMany,
                String nothing,
                String nth) {
            this.code = code;
            this.title = title;
            this.lead = lead;
            this.choose = choose;
            this.send = send;
            this.invalid = invalid;
            this.have = have;
            this.kept = kept;
            this.tooLarge = tooLarge;
            this.noPicture = noPicture;
            this.damaged = damaged;
            this.oneTooMany = oneTooMany;
            this.nothing = nothing;
            this.nth = nth;
        }
    }

    static EvidencePage in(String language) {
        return new EvidencePage(language.startsWith("fr") ? Words.FRENCH : Words.ENGLISH);
    }

    /** For whoever shows no good link: nothing of any claim or restaurant is told. */
    String invalid() {
        return framed(words.title, paragraph("lead", words.invalid));
    }

    String asking(Case of) {
        return framed(of.house(), about(of.pictures()) + form(of.pictures()));
    }

    /** @param arrived what became of each file, in the order they were sent */
    String answering(Case of, List<Arrival> arrived, int pictures) {
        StringBuilder said = new StringBuilder();
        for (int index = 0; index < arrived.size(); index++) {
            Arrival arrival = arrived.get(index);
            String name = words.nth.formatted(index + 1);
            said.append(paragraph(
                    arrival == Arrival.KEPT ? "good" : "bad",
                    capital(sentence(arrival).formatted(name))));
        }
        if (arrived.isEmpty()) {
            said.append(paragraph("bad", words.nothing));
        }
        return framed(of.house(), said + about(pictures) + form(pictures));
    }

    private String sentence(Arrival arrival) {
        return switch (arrival) {
            case KEPT -> words.kept;
            case TOO_LARGE -> words.tooLarge;
            case NO_PICTURE -> words.noPicture;
            case DAMAGED -> words.damaged;
            case ONE_TOO_MANY -> words.oneTooMany;
        };
    }

    private String about(int pictures) {
        return paragraph("lead", words.lead) + (pictures == 0 ? "" : paragraph("have", words.have.formatted(pictures)));
    }

    private String form(int pictures) {
        return pictures < Album.MOST_PICTURES
                ? FORM.replace("{choose}", escaped(words.choose)).replace("{send}", escaped(words.send))
                : "";
    }

    private String framed(String heading, String inside) {
        String shown = heading.isBlank() ? words.title : heading;
        return FRAME.replace("{language}", words.code)
                .replace("{title}", escaped(words.title))
                .replace("{inside}", inside)
                .replace("{heading}", escaped(shown));
    }

    private static String paragraph(String kind, String text) {
        return "<p class=\"" + kind + "\">" + escaped(text) + "</p>\n";
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static String escaped(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }
}

package dev.sotto.orders.load;

import java.util.Locale;

/**
 * The order processor's numbers, a scene each. Run by {@code ./sotto bench orders [projection | screens | users | menu |
 * rebuild | plans | pages] [size]}; without a name all of them, one after the other. A scene says what it wants and whether it was met.
 */
public final class OrdersLoad {

    private OrdersLoad() {}

    /** A scene: true when what was wanted was met. */
    @FunctionalInterface
    interface Scene {
        boolean play(int size) throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        // The service would set up the logging of this process anew, and loudly.
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        String name = arguments.length > 0 ? arguments[0] : "all";
        int size = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 0;
        boolean met = switch (name) {
            case "projection" -> play("41 projection", ProjectionScene::play, size);
            case "screens" -> play("42 screens", ScreensScene::play, size);
            case "users" -> play("43 users", UsersScene::play, size);
            case "menu" -> play("44 menu", MenuScene::play, size);
            case "rebuild" -> play("45 rebuild", RebuildScene::play, size);
            case "plans" -> play("46 plans", PlansScene::play, size);
            case "pages" -> play("47 pages", PagesScene::play, size);
            case "all" -> all();
            default ->
                throw new IllegalArgumentException(
                        "Scenes are projection, screens, users, menu, rebuild, plans and pages.");
        };
        System.exit(met ? 0 : 1);
    }

    /** All are played, also after one that failed. */
    private static boolean all() throws Exception {
        boolean projection = play("41 projection", ProjectionScene::play, 0);
        boolean screens = play("42 screens", ScreensScene::play, 0);
        boolean users = play("43 users", UsersScene::play, 0);
        boolean menu = play("44 menu", MenuScene::play, 0);
        boolean rebuild = play("45 rebuild", RebuildScene::play, 0);
        boolean plans = play("46 plans", PlansScene::play, 0);
        boolean pages = play("47 pages", PagesScene::play, 0);
        return projection && screens && users && menu && rebuild && plans && pages;
    }

    private static boolean play(String name, Scene scene, int size) throws Exception {
        System.out.println("\n" + name);
        return scene.play(size);
    }

    static void say(String format, Object... values) {
        System.out.printf(Locale.ROOT, "  " + format + "%n", values);
    }

    static boolean wanted(String what, boolean met) {
        say("%s %s", met ? "met:    " : "NOT met:", what);
        return met;
    }
}

package dev.sotto.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** One window of a real Chromium, and what a person does in it and sees there. */
public final class Browser implements AutoCloseable {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Path PICTURES = Path.of("target", "pictures");

    private final DevTools tools;
    private final Runnable closing;

    Browser(DevTools tools, Runnable closing) {
        this.tools = tools;
        this.closing = closing;
        tools.ask("Page.enable", Map.of());
        tools.ask("Runtime.enable", Map.of());
    }

    public void goTo(String address) {
        tools.ask("Page.navigate", Map.of("url", address));
    }

    /** As a link opens it: what was shown before is gone, also where only what follows the # differs. */
    public void open(String address) {
        goTo("about:blank");
        goTo(address);
    }

    public void reload() {
        tools.ask("Page.reload", Map.of());
    }

    /** As if it had never been to that site: nothing stored, no page open, no worker left. */
    public void forget(String origin) {
        offline(false);
        goTo("about:blank");
        tools.ask("Storage.clearDataForOrigin", Map.of("origin", origin, "storageTypes", "all"));
    }

    /** The value of an expression in the page, awaited when it is a promise. */
    public JsonNode evaluate(String expression) {
        JsonNode answer = tools.ask(
                "Runtime.evaluate",
                Map.of("expression", expression, "awaitPromise", true, "returnByValue", true, "userGesture", true));
        if (answer.has("exceptionDetails")) {
            throw new IllegalStateException(expression + ": " + answer.path("exceptionDetails"));
        }
        return answer.path("result").path("value");
    }

    /** Of the first element that is so; empty where there is none. */
    public String text(String selector) {
        return evaluate("document.querySelector('" + selector + "')?.textContent ?? ''")
                .asString("");
    }

    /** Of all elements that are so, with bars between. */
    public String texts(String selector) {
        return evaluate("[...document.querySelectorAll('" + selector + "')].map(e => e.textContent).join('|')")
                .asString("");
    }

    /** Returns when the first such element holds the text. */
    public void awaitText(String selector, String part) {
        await().atMost(SOON)
                .ignoreException(IllegalStateException.class)
                .untilAsserted(() -> assertThat(text(selector)).as(this::screen).contains(part));
    }

    /** Returns when such elements hold exactly these texts, with bars between. */
    public void awaitTexts(String selector, String texts) {
        await().atMost(SOON)
                .ignoreException(IllegalStateException.class)
                .untilAsserted(
                        () -> assertThat(texts(selector)).as(this::screen).isEqualTo(texts));
    }

    private String screen() {
        return evaluate("document.body.innerText").asString("");
    }

    public void click(String selector) {
        evaluate("document.querySelector('" + selector + "').click()");
    }

    public void type(String selector, String value) {
        evaluate("(e => { e.value = '" + value + "'; e.dispatchEvent(new Event('input', {bubbles: true})); "
                + "return 1; })(document.querySelector('" + selector + "'))");
    }

    public void submit(String form) {
        evaluate("(document.querySelector('" + form + "').requestSubmit(), 1)");
    }

    public void key(String key) {
        evaluate("document.body.dispatchEvent(new KeyboardEvent('keydown', {key: '" + key + "', bubbles: true}))");
    }

    /** Goes to another part of the page. */
    public void hash(String hash) {
        evaluate("(location.hash = '" + hash + "', 1)");
    }

    /** As in the cellar: nothing goes in or out, and nobody is told. */
    public void offline(boolean offline) {
        tools.ask("Network.enable", Map.of());
        tools.ask(
                "Network.emulateNetworkConditions",
                Map.of("offline", offline, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
    }

    /** The size of the window, as a tablet's or a telephone's would be. */
    public void size(int width, int height) {
        tools.ask(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** As it would be printed, or on the screen again. */
    public void onPaper(boolean paper) {
        tools.ask("Emulation.setEmulatedMedia", Map.of("media", paper ? "print" : ""));
    }

    /** Why a browser would not offer to install the page. */
    public List<String> installabilityErrors() {
        return tools.ask("Page.getInstallabilityErrors", Map.of())
                .path("installabilityErrors")
                .valueStream()
                .map(error -> error.path("errorId").asString(""))
                .toList();
    }

    /** Whoever cannot see it well, or has no mouse, can use the page as it is now. */
    public void accessible() {
        assertThat(Accessibility.faults(this)).isEmpty();
    }

    /** Kept beside the tests' results, for people to look at. */
    public void picture(String name) {
        String png = tools.ask("Page.captureScreenshot", Map.of("format", "png"))
                .path("data")
                .asString("");
        try {
            Files.createDirectories(PICTURES);
            Files.write(PICTURES.resolve(name + ".png"), Base64.getDecoder().decode(png));
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    @Override
    public void close() {
        closing.run();
        tools.close();
    }
}

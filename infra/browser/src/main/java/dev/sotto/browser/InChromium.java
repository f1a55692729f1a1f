package dev.sotto.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * A window for the tests of a class, in the one Chromium of all classes, which ends with the tests. Where there is none the
 * class is skipped.
 */
public final class InChromium implements BeforeAllCallback, AfterAllCallback {

    private @Nullable Browser window;

    @Override
    public void beforeAll(ExtensionContext context) {
        assumeTrue(Chromium.installed().isPresent(), "a Chromium on the path (apt-get install chromium)");
        window = context.getRoot()
                .getStore(Namespace.create(InChromium.class))
                .computeIfAbsent("chromium", any -> start(), Chromium.class)
                .window();
    }

    private static Chromium start() {
        try {
            return Chromium.start(Chromium.installed().orElseThrow());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    public Browser browser() {
        return Objects.requireNonNull(window);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (window != null) {
            window.close();
        }
    }
}

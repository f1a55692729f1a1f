package dev.sotto.orders;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** One running order processor for all test classes, since it takes seconds to start; it ends with the tests. */
public final class SharedOrders implements BeforeAllCallback {

    private @Nullable RunningOrders running;

    @Override
    public void beforeAll(ExtensionContext context) {
        running = context.getRoot()
                .getStore(Namespace.create(SharedOrders.class))
                .computeIfAbsent("running", any -> new RunningOrders(), RunningOrders.class);
    }

    public RunningOrders running() {
        return Objects.requireNonNull(running);
    }
}

package dev.sotto.stage;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** Starts a stage with the application and stops it before anything it needs; a stage that broke says so in a sentence. */
public abstract class StageLife implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(StageLife.class);

    private final String name;
    private final Mono<Void> stage;
    private volatile @Nullable Disposable running;
    private volatile String broken = "";

    /** {@code name}: as in "the speech stage"; {@code stage} runs for as long as it is subscribed to. */
    protected StageLife(String name, Mono<Void> stage) {
        this.name = name;
        this.stage = stage;
    }

    @Override
    public void start() {
        running = stage.subscribe(_ -> {}, this::broke);
    }

    @Override
    public void stop() {
        Disposable stopping = running;
        running = null;
        if (stopping != null) {
            stopping.dispose();
        }
    }

    @Override
    public boolean isRunning() {
        Disposable now = running;
        return now != null && !now.isDisposed();
    }

    /** Why the stage stands still, or an empty string. */
    public String problem() {
        return broken;
    }

    private void broke(Throwable why) {
        broken = "The " + name + " stage broke down: " + why;
        LOG.error("The {} stage broke down and serves nobody until the process is restarted.", name, why);
    }
}

package dev.sotto.dialogue;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;

/** Starts the stage with the application and stops it before anything it needs. */
final class DialogueLife implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(DialogueLife.class);

    private final DialogueStage stage;
    private volatile @Nullable Disposable running;
    private volatile String broken = "";

    DialogueLife(DialogueStage stage) {
        this.stage = stage;
    }

    @Override
    public void start() {
        running = stage.run().subscribe(_ -> {}, this::broke);
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
    String problem() {
        return broken;
    }

    private void broke(Throwable why) {
        broken = "The dialogue stage broke down: " + why;
        LOG.error("The dialogue stage broke down and answers nobody until the process is restarted.", why);
    }
}

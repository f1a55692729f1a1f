package dev.sotto.gateway.room;

import dev.sotto.log.EventLog;
import dev.sotto.log.Topics;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;

/** Listens to the pipeline's reports from a minute back, so that a gateway that starts knows a pipeline that is gone. */
public final class RoomLife implements SmartLifecycle {

    private static final long REPORTS_BACK = 60;

    private final EventLog log;
    private final PipelineRooms rooms;
    private volatile Disposable running = Disposables.disposed();

    public RoomLife(EventLog log, PipelineRooms rooms) {
        this.log = log;
        this.rooms = rooms;
    }

    @Override
    public void start() {
        running = log.end(Topics.PIPELINE_ROOM, 0)
                .flatMapMany(end -> log.follow(Topics.PIPELINE_ROOM, 0, Math.max(0, end - REPORTS_BACK)))
                .subscribe(report -> rooms.told(report.require(), report.appendedAt()));
    }

    @Override
    public void stop() {
        running.dispose();
    }

    @Override
    public boolean isRunning() {
        return !running.isDisposed();
    }
}

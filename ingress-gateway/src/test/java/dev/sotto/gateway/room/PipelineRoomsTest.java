package dev.sotto.gateway.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.log.Topics;
import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.room.PipelineRoom;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PipelineRoomsTest {

    private Instant now = Instant.parse("2026-11-21T12:00:00Z");
    private final PipelineRooms rooms = new PipelineRooms(() -> now);

    @Test
    void aPipelineThatSaysNothingAtAllLetsEverybodyIn() {
        assertThat(rooms.look()).isEqualTo(new Room.Free());
    }

    @Test
    void thereIsRoomUntilAllWorkersTogetherAreFull() {
        told("a", 10, 10, 0);
        assertThat(reason()).isEqualTo("pipeline-full");
        told("b", 4, 10, 0);
        assertThat(rooms.look()).isEqualTo(new Room.Free());
    }

    @Test
    void aWorkerThatLagsHasNoRoom() {
        told("a", 1, 10, PipelineRooms.LAG_AT_MOST_MILLIS + 1);
        assertThat(reason()).isEqualTo("pipeline-lag");
        told("b", 10, 10, 0);
        assertThat(reason()).as("the room of the one that lags does not count").isEqualTo("pipeline-full");
        told("a", 1, 10, 50);
        assertThat(rooms.look()).isEqualTo(new Room.Free());
    }

    @Test
    void aPipelineThatFellSilentHasNoRoomUntilItIsHeardOfAgain() {
        told("a", 1, 10, 0);
        now = now.plus(PipelineRooms.FRESH);
        assertThat(reason()).isEqualTo("pipeline-silent");
        told("a", 1, 10, 0);
        assertThat(rooms.look()).isEqualTo(new Room.Free());
    }

    @Test
    void aWorkerThatIsGivenNoCallsOrSaysGoodbyeHasNoRoom() {
        told("a", 1, 0, 0);
        assertThat(reason()).isEqualTo("pipeline-closed");
        told("b", 0, 10, 0);
        assertThat(rooms.look()).isEqualTo(new Room.Free());
    }

    @Test
    void anOldPipelineIsForgottenWhenANewOneSpeaks() {
        told("a", 10, 10, 0);
        now = now.plus(Duration.ofHours(1));
        told("b", 0, 10, 0);
        assertThat(rooms.look()).isEqualTo(new Room.Free());
    }

    private void told(String worker, int streams, int capacity, long lagMillis) {
        Envelope envelope = Envelope.unique(Topics.PIPELINE_ROOM, "*");
        rooms.told(new PipelineRoom(envelope, worker, streams, capacity, lagMillis), now);
    }

    private String reason() {
        return rooms.look() instanceof Room.Full(String reason, String _) ? reason : "free";
    }
}

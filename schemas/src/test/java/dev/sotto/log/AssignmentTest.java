package dev.sotto.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class AssignmentTest {

    private final TopicPartition one = new TopicPartition("t", 1);
    private final TopicPartition two = new TopicPartition("t", 2);
    private final Assignment assignment = new Assignment(() -> {});

    @Test
    void whatWaitedInABufferWhileItsPartitionWasTakenAwayAndGivenBackIsNotTaken() {
        assignment.given(one);
        Fetched before = fetched();
        assertThat(assignment.of(one, before)).isNotNull();

        assignment.taken(one);
        assertThat(assignment.of(one, before)).as("another's").isNull();

        assignment.given(one);
        assertThat(assignment.of(one, before)).as("delivered again").isNull();
        assertThat(assignment.of(one, fetched())).isNotNull();
    }

    @Test
    void whatIsAcknowledgedForAFormerTermMovesNoOffset() {
        List<String> moved = new ArrayList<>();
        assignment.given(one);
        Receipt early = Objects.requireNonNull(assignment.of(one, fetched())).delivered(() -> moved.add("early"));
        assignment.taken(one);
        assignment.given(one);
        Receipt late = Objects.requireNonNull(assignment.of(one, fetched())).delivered(() -> moved.add("late"));

        early.acknowledge();
        assertThat(early.isVoid()).isTrue();
        late.acknowledge();
        assertThat(late.isVoid()).isFalse();
        assertThat(moved).containsExactly("late");
    }

    @Test
    void aPartitionThatStaysIsReadOnWhenAnotherIsTakenAway() {
        assignment.given(one);
        assignment.given(two);
        Fetched before = fetched();
        assignment.taken(two);

        assertThat(assignment.of(one, before)).isNotNull();
        assertThat(assignment.of(one, fetched())).isNotNull();
        assertThat(assignment.holds()).isTrue();
    }

    private Fetched fetched() {
        return new Fetched("key", assignment.term());
    }
}

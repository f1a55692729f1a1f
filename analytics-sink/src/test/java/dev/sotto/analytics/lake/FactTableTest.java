package dev.sotto.analytics.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FactTableTest {

    private static final OffsetDateTime NOON = OffsetDateTime.parse("2026-10-01T12:00:00Z");
    private static final RollUpMark MARK = new RollUpMark(1, 1, Offsets.NONE.after(0, 9));

    @Test
    void ofTwoThatRollUpAtOnceOneIsRefusedAndNothingIsToldTwice(@TempDir Path folder) {
        try (Lake lake = DyingFiles.lake(folder)) {
            Row order = Row.ofFacts("bistro", NOON).with("order_id", "o1").with("version", 1L);
            try (FactTable.Change first = lake.facts(TableShape.ORDER_FACTS).change(false);
                    FactTable.Change second = lake.facts(TableShape.ORDER_FACTS).change(false)) {
                first.put(List.of(order), List.of(order));
                second.put(List.of(order), List.of(order));

                first.commit(MARK);
                assertThatThrownBy(() -> second.commit(MARK)).isInstanceOf(LakeUnavailable.class);
            }
            assertThat(new LakeReader(lake).facts(TableShape.ORDER_FACTS, null).files())
                    .singleElement()
                    .matches(file -> file.rows() == 1);
        }
    }
}

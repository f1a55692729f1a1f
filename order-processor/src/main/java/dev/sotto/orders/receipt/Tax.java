package dev.sotto.orders.receipt;

import dev.sotto.orders.receipt.Receipt.Line;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What of an amount is tax: prices contain it. Lines of which nobody told a rate are in none.
 *
 * @param basisPoints the rate, in hundredths of a percent
 */
public record Tax(int basisPoints, long netMinor, long taxMinor, long grossMinor) {

    private static final BigDecimal WHOLE = BigDecimal.valueOf(10_000);

    /** Of lines, by rate. */
    static List<Tax> of(List<Line> lines) {
        return differences(Map.of(), byRate(lines));
    }

    /** Of lines that are taken back after others were: together they never are a cent more or less than the whole. */
    static List<Tax> ofLess(List<Line> before, List<Line> now) {
        Map<Integer, Long> earlier = byRate(before);
        Map<Integer, Long> later = new TreeMap<>(earlier);
        byRate(now).forEach((rate, gross) -> later.merge(rate, gross, Math::addExact));
        return differences(earlier, later);
    }

    private static List<Tax> differences(Map<Integer, Long> earlier, Map<Integer, Long> later) {
        List<Tax> taxes = new ArrayList<>();
        later.forEach((rate, until) -> {
            long from = earlier.getOrDefault(rate, 0L);
            long gross = until - from;
            long tax = within(until, rate) - within(from, rate);
            if (gross != 0) {
                taxes.add(new Tax(rate, gross - tax, tax, gross));
            }
        });
        return List.copyOf(taxes);
    }

    private static Map<Integer, Long> byRate(List<Line> lines) {
        Map<Integer, Long> gross = new TreeMap<>();
        for (Line line : lines) {
            Integer rate = line.taxBasisPoints();
            if (rate != null && rate >= 0) {
                gross.merge(rate, line.totalMinor(), Math::addExact);
            }
        }
        return gross;
    }

    private static long within(long grossMinor, int rate) {
        BigDecimal gross = BigDecimal.valueOf(grossMinor);
        BigDecimal net = gross.multiply(WHOLE).divide(WHOLE.add(BigDecimal.valueOf(rate)), 0, RoundingMode.HALF_UP);
        return gross.subtract(net).longValueExact();
    }
}

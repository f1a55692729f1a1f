package dev.sotto.speech.engine.sphinx;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything the search of one turn kept as possible. A word stands in it many times, a frame sooner or later, and each of
 * them has a part of the likelihood: how sure a word is, is what all of them have together where it is surest (Wessel,
 * Schlüter, Macherey, Ney: Confidence measures for large vocabulary continuous speech recognition, 2001).
 */
@SuppressWarnings("restricted")
final class Lattice {
    /** A word from one frame to another, both included, with its posterior. */
    private record Link(int first, int last, double posterior) {}

    static final Lattice NONE = new Lattice(Map.of());

    private final Map<String, List<Link>> links;

    private Lattice(Map<String, List<Link>> links) {
        this.links = links;
    }

    /** @param decoder one that has told its best hypothesis of an ended turn */
    static Lattice of(SphinxLibrary library, MemorySegment decoder, MemorySegment logMath, Arena arena)
            throws Throwable {
        var dag = (MemorySegment) library.lattice.invokeExact(decoder);
        if (dag.equals(MemorySegment.NULL)) {
            return NONE;
        }
        Map<String, List<Link>> links = new HashMap<>();
        MemorySegment first = arena.allocate(JAVA_SHORT);
        MemorySegment score = arena.allocate(JAVA_INT);
        Map<Long, List<Link>> words = new HashMap<>();
        var nodes = (MemorySegment) library.firstNode.invokeExact(dag);
        while (!nodes.equals(MemorySegment.NULL)) {
            var node = (MemorySegment) library.node.invokeExact(nodes);
            var leaving = (MemorySegment) library.leaving.invokeExact(node);
            while (!leaving.equals(MemorySegment.NULL)) {
                var link = (MemorySegment) library.link.invokeExact(leaving);
                int posterior = (int) library.linkPosterior.invokeExact(dag, link, score);
                double share = Math.clamp((double) library.exponent.invokeExact(logMath, posterior), 0, 1);
                if (share > 0) {
                    var word = (MemorySegment) library.linkWord.invokeExact(dag, link);
                    int last = (int) library.linkFrames.invokeExact(link, first);
                    words.computeIfAbsent(
                                    word.address(),
                                    _ -> links.computeIfAbsent(
                                            word.reinterpret(Long.MAX_VALUE).getString(0), _ -> new ArrayList<>()))
                            .add(new Link(first.get(JAVA_SHORT, 0), last, share));
                }
                leaving = (MemorySegment) library.nextLink.invokeExact(leaving);
            }
            nodes = (MemorySegment) library.nextNode.invokeExact(nodes);
        }
        return new Lattice(links);
    }

    /** How sure it is, 0 to 1, that a word was said somewhere in these frames, both included. */
    double confidence(String word, int first, int last) {
        double[] shares = new double[last - first + 1];
        for (Link link : links.getOrDefault(word, List.of())) {
            for (int frame = Math.max(first, link.first); frame <= Math.min(last, link.last); frame++) {
                shares[frame - first] += link.posterior;
            }
        }
        double most = 0;
        for (double share : shares) {
            most = Math.max(most, share);
        }
        return Math.min(1, most);
    }
}

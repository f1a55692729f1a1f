package dev.sotto.speech.engine.sphinx;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/** The functions of libpocketsphinx that we call, bound once. The shared libraries are used as Debian ships them. */
@SuppressWarnings("restricted")
final class SphinxLibrary {
    private static final String RECOGNISER = "libpocketsphinx.so.3";
    private static final String BASE = "libsphinxbase.so.3";

    final MethodHandle arguments;
    final MethodHandle parse;
    final MethodHandle freeConfiguration;
    final MethodHandle init;
    final MethodHandle free;
    final MethodHandle loadModel;
    final MethodHandle select;
    final MethodHandle startTurn;
    final MethodHandle process;
    final MethodHandle endTurn;
    final MethodHandle firstWord;
    final MethodHandle nextWord;
    final MethodHandle wordText;
    final MethodHandle wordFrames;
    final MethodHandle wordPosterior;
    final MethodHandle hypothesis;
    final MethodHandle logMath;
    final MethodHandle exponent;
    final MethodHandle firstHypothesis;
    final MethodHandle nextHypothesis;
    final MethodHandle hypothesisText;
    final MethodHandle freeHypotheses;
    final MethodHandle lattice;
    final MethodHandle firstNode;
    final MethodHandle nextNode;
    final MethodHandle node;
    final MethodHandle leaving;
    final MethodHandle nextLink;
    final MethodHandle link;
    final MethodHandle linkWord;
    final MethodHandle linkFrames;
    final MethodHandle linkPosterior;
    final MethodHandle readMllr;
    final MethodHandle useMllr;

    private final Linker linker = Linker.nativeLinker();

    private SphinxLibrary(SymbolLookup recogniser, SymbolLookup base) {
        arguments = bind(recogniser, "ps_args", FunctionDescriptor.of(ADDRESS));
        parse = bind(
                base, "cmd_ln_parse_r", FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT));
        freeConfiguration = bind(base, "cmd_ln_free_r", FunctionDescriptor.of(JAVA_INT, ADDRESS));
        init = bind(recogniser, "ps_init", FunctionDescriptor.of(ADDRESS, ADDRESS));
        free = bind(recogniser, "ps_free", FunctionDescriptor.of(JAVA_INT, ADDRESS));
        loadModel = bind(recogniser, "ps_set_lm_file", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS));
        select = bind(recogniser, "ps_set_search", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));
        startTurn = bind(recogniser, "ps_start_utt", FunctionDescriptor.of(JAVA_INT, ADDRESS));
        process = bind(
                recogniser,
                "ps_process_raw",
                FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT, JAVA_INT));
        endTurn = bind(recogniser, "ps_end_utt", FunctionDescriptor.of(JAVA_INT, ADDRESS));
        firstWord = bind(recogniser, "ps_seg_iter", FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS));
        nextWord = bind(recogniser, "ps_seg_next", FunctionDescriptor.of(ADDRESS, ADDRESS));
        wordText = bind(recogniser, "ps_seg_word", FunctionDescriptor.of(ADDRESS, ADDRESS));
        wordFrames = bind(recogniser, "ps_seg_frames", FunctionDescriptor.ofVoid(ADDRESS, ADDRESS, ADDRESS));
        wordPosterior =
                bind(recogniser, "ps_seg_prob", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS));
        hypothesis = bind(recogniser, "ps_get_hyp", FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS));
        logMath = bind(recogniser, "ps_get_logmath", FunctionDescriptor.of(ADDRESS, ADDRESS));
        exponent = bind(base, "logmath_exp", FunctionDescriptor.of(JAVA_DOUBLE, ADDRESS, JAVA_INT));
        firstHypothesis = bind(recogniser, "ps_nbest", FunctionDescriptor.of(ADDRESS, ADDRESS));
        nextHypothesis = bind(recogniser, "ps_nbest_next", FunctionDescriptor.of(ADDRESS, ADDRESS));
        hypothesisText = bind(recogniser, "ps_nbest_hyp", FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS));
        freeHypotheses = bind(recogniser, "ps_nbest_free", FunctionDescriptor.ofVoid(ADDRESS));
        lattice = bind(recogniser, "ps_get_lattice", FunctionDescriptor.of(ADDRESS, ADDRESS));
        firstNode = bind(recogniser, "ps_latnode_iter", FunctionDescriptor.of(ADDRESS, ADDRESS));
        nextNode = bind(recogniser, "ps_latnode_iter_next", FunctionDescriptor.of(ADDRESS, ADDRESS));
        node = bind(recogniser, "ps_latnode_iter_node", FunctionDescriptor.of(ADDRESS, ADDRESS));
        leaving = bind(recogniser, "ps_latnode_exits", FunctionDescriptor.of(ADDRESS, ADDRESS));
        nextLink = bind(recogniser, "ps_latlink_iter_next", FunctionDescriptor.of(ADDRESS, ADDRESS));
        link = bind(recogniser, "ps_latlink_iter_link", FunctionDescriptor.of(ADDRESS, ADDRESS));
        linkWord = bind(recogniser, "ps_latlink_baseword", FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS));
        linkFrames = bind(recogniser, "ps_latlink_times", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));
        linkPosterior = bind(recogniser, "ps_latlink_prob", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS));
        readMllr = bind(recogniser, "ps_mllr_read", FunctionDescriptor.of(ADDRESS, ADDRESS));
        useMllr = bind(recogniser, "ps_update_mllr", FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS));
        silence(base);
    }

    /** Throws {@link EngineMissingException} when the machine has no such library. */
    static SphinxLibrary load() throws EngineMissingException {
        try {
            return new SphinxLibrary(
                    SymbolLookup.libraryLookup(RECOGNISER, Arena.global()),
                    SymbolLookup.libraryLookup(BASE, Arena.global()));
        } catch (IllegalArgumentException e) {
            throw new EngineMissingException(
                    "Speech recognition has no " + RECOGNISER + ": " + EngineMissingException.INSTALL, e);
        }
    }

    /** The library would otherwise write pages about itself to our standard error. */
    private void silence(SymbolLookup base) {
        try {
            bind(base, "err_set_logfp", FunctionDescriptor.ofVoid(ADDRESS)).invokeExact(MemorySegment.NULL);
        } catch (Throwable e) {
            throw failed("err_set_logfp", e);
        }
    }

    private MethodHandle bind(SymbolLookup library, String name, FunctionDescriptor shape) {
        MemorySegment symbol = library.find(name)
                .orElseThrow(() -> new IllegalArgumentException("The installed library has no function " + name));
        return linker.downcallHandle(symbol, shape);
    }

    static IllegalStateException failed(String call, Throwable cause) {
        return new IllegalStateException("The speech recogniser failed in " + call + ".", cause);
    }
}

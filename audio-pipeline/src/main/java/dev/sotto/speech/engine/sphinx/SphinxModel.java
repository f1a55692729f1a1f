package dev.sotto.speech.engine.sphinx;

import dev.sotto.speech.engine.sphinx.PocketSphinx.Band;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * The installed library and acoustic model. Feature settings are read from the model's own folder and win over the
 * command line, so each band gets a folder of links to the model with its own settings file in it.
 */
final class SphinxModel implements AutoCloseable {
    static final int SAMPLE_RATE_HZ = 16_000;

    private static final String ACOUSTICS = "en-us";
    private static final String DICTIONARY = "cmudict-en-us.dict";
    private static final String FEATURES = "feat.params";

    /**
     * What a telephone does to the model's wideband features, as a linear map of its Gaussian means (MLLR): estimated by
     * least squares from 103 recordings and the same recordings sent through 8 kHz and µ-law, half of them through
     * 300-3400 Hz too. Takes the error on a telephone line from 28 to 18 %.
     */
    private static final String PHONE_BAND = "phone-band.mllr";

    private final SphinxLibrary library;
    private final Path work;
    private final Pronunciations pronunciations;
    private final Map<Band, Path> acoustics = new EnumMap<>(Band.class);
    private final AtomicInteger number = new AtomicInteger();

    private SphinxModel(SphinxLibrary library, Path installed, Path work, LetterToSound letterToSound)
            throws IOException {
        this.library = library;
        this.work = work;
        this.pronunciations = new Pronunciations(installed.resolve(DICTIONARY), letterToSound);
        try (InputStream map = SphinxModel.class.getResourceAsStream(PHONE_BAND)) {
            Files.copy(Objects.requireNonNull(map, PHONE_BAND), work.resolve(PHONE_BAND));
        }
        for (Band band : Band.values()) {
            acoustics.put(band, linked(installed.resolve(ACOUSTICS), band));
        }
    }

    static SphinxModel open(Path installed, LetterToSound letterToSound) throws EngineMissingException {
        for (String needed : List.of(ACOUSTICS + "/" + FEATURES, ACOUSTICS + "/mdef", DICTIONARY)) {
            if (!Files.isReadable(installed.resolve(needed))) {
                throw new EngineMissingException("Speech recognition has no English model, " + installed.resolve(needed)
                        + " cannot be read: " + EngineMissingException.INSTALL);
            }
        }
        try {
            return new SphinxModel(
                    SphinxLibrary.load(), installed, Files.createTempDirectory("sotto-speech"), letterToSound);
        } catch (IOException e) {
            throw new EngineMissingException("Speech recognition could not prepare its model folder: " + e, e);
        }
    }

    /** A dictionary file of these words; those nothing could pronounce are returned and left out. */
    Set<String> writeDictionary(Path file, Collection<String> words) throws IOException {
        return pronunciations.write(file, words);
    }

    Path newFile(String name) {
        return work.resolve(number.incrementAndGet() + "-" + name);
    }

    SphinxDecoder decoder(Band band, Path dictionary, Map<Search, Path> languageModels) {
        List<String> arguments = new ArrayList<>(List.of("sotto"));
        arguments.addAll(List.of("-hmm", String.valueOf(acoustics.get(band)), "-dict", dictionary.toString()));
        // The second, flat pass costs more than the first and moves the answer past the end of the turn.
        arguments.addAll(List.of("-fwdflat", "no", "-bestpath", "yes", "-logfn", "/dev/null"));
        // On noise everything matches a little; bounded, a bad second costs no more than a good one and no accuracy.
        arguments.addAll(List.of("-maxhmmpf", "3000", "-maxwpf", "40"));
        if (band == Band.PHONE) {
            arguments.addAll(List.of("-mllr", work.resolve(PHONE_BAND).toString()));
        }
        return new SphinxDecoder(library, arguments, languageModels);
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(work)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path linked(Path original, Band band) throws IOException {
        Path folder = Files.createDirectory(work.resolve("model-" + band));
        try (Stream<Path> files = Files.list(original)) {
            for (Path file : files.toList()) {
                if (!file.endsWith(FEATURES)) {
                    Files.createSymbolicLink(folder.resolve(file.getFileName()), file.toAbsolutePath());
                }
            }
        }
        List<String> settings = new ArrayList<>(Files.readAllLines(original.resolve(FEATURES)));
        if (band == Band.PHONE) {
            // Its noise tracker was made for the full band; on a telephone line it eats consonants.
            settings.add("-remove_noise no");
        }
        Files.write(folder.resolve(FEATURES), settings);
        return folder;
    }
}

package dev.sotto.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** A parser with good input to start from. It may refuse what it is given as a value; an exception is a find. */
public interface Target {

    String name();

    List<byte[]> examples();

    void parse(byte[] input) throws Exception;

    /** Texts as they stand on the wire. */
    static List<byte[]> texts(String... texts) {
        return Stream.of(texts)
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }
}

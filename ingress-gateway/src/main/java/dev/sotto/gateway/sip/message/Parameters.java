package dev.sotto.gateway.sip.message;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The {@code ;name=value} tail of a header or an address; a flag such as {@code rport} has an empty value. */
public final class Parameters {

    public static final Parameters NONE = new Parameters(new byte[0], new int[0], 0);

    /** Phones send up to ten; comparing each with all others must stay cheap. */
    private static final int MAX_COUNT = 64;

    private static final int MARKS = 4;

    private final byte[] bytes;
    /** Of each: where its name starts and ends, where its value starts and ends. */
    private final int[] marks;

    private final int count;

    private Parameters(byte[] bytes, int[] marks, int count) {
        this.bytes = bytes;
        this.marks = marks;
        this.count = count;
    }

    /** Reads as many as there are and leaves the cursor at what is none. */
    static Parameters parse(Cursor in) throws SipSyntaxException {
        if (!in.skipSpace().isAt(';')) {
            return NONE;
        }
        int[] marks = new int[2 * MARKS];
        int count = 0;
        while (in.skipSpace().take(';')) {
            if (count == MAX_COUNT) {
                throw new SipSyntaxException("there are more than " + MAX_COUNT + " parameters");
            }
            if ((count + 1) * MARKS > marks.length) {
                marks = Arrays.copyOf(marks, 2 * marks.length);
            }
            one(in, marks, count * MARKS);
            refuseDouble(in, marks, count);
            count++;
        }
        return new Parameters(in.bytes, marks, count);
    }

    /** Reads what can be read of a header nobody checked before; none when that is not possible. */
    public static Parameters lenient(String text) {
        try {
            return parse(Cursor.over(text));
        } catch (SipSyntaxException unreadable) {
            return NONE;
        }
    }

    private static void one(Cursor in, int[] marks, int mark) throws SipSyntaxException {
        marks[mark] = in.skipSpace().at;
        marks[mark + 1] = in.skipParameterName();
        if (marks[mark] == marks[mark + 1]) {
            throw new SipSyntaxException("a parameter has no proper name");
        }
        if (!in.skipSpace().take('=')) {
            return;
        }
        marks[mark + 2] = in.skipSpace().at;
        if (in.isAt('"')) {
            in.skipQuoted();
        } else {
            in.skipParameterValue();
        }
        marks[mark + 3] = in.at;
        if (marks[mark + 2] == in.at) {
            throw new SipSyntaxException(
                    "the value of parameter " + in.text(marks[mark], marks[mark + 1]) + " is malformed");
        }
    }

    private static void refuseDouble(Cursor in, int[] marks, int count) throws SipSyntaxException {
        int start = marks[count * MARKS];
        int length = marks[count * MARKS + 1] - start;
        for (int i = 0; i < count * MARKS; i += MARKS) {
            if (marks[i + 1] - marks[i] == length && sameName(in.bytes, marks[i], in.bytes, start, length)) {
                throw new SipSyntaxException("parameter " + in.text(start, start + length) + " is given twice");
            }
        }
    }

    private static boolean sameName(byte[] one, int from, byte[] other, int otherFrom, int length) {
        for (int i = 0; i < length; i++) {
            int a = one[from + i];
            int b = other[otherFrom + i];
            if (a != b && !((a ^ b) == 0x20 && Character.isLetter(a))) {
                return false;
            }
        }
        return true;
    }

    private int markOf(String name) {
        byte[] wanted = name.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < count * MARKS; i += MARKS) {
            if (marks[i + 1] - marks[i] == wanted.length && sameName(bytes, marks[i], wanted, 0, wanted.length)) {
                return i;
            }
        }
        return -1;
    }

    public boolean has(String name) {
        return markOf(name) >= 0;
    }

    public @Nullable String get(String name) {
        int mark = markOf(name);
        return mark < 0 ? null : text(marks[mark + 2], marks[mark + 3]);
    }

    public String getOrEmpty(String name) {
        return Objects.requireNonNullElse(get(name), "");
    }

    private String text(int from, int to) {
        return from == to ? "" : new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    /** These with one more, in the place of the one that has its name. An empty value makes a flag. */
    public Parameters with(String name, String value) {
        StringBuilder text = new StringBuilder();
        int replaced = markOf(name);
        for (int i = 0; i < count * MARKS; i += MARKS) {
            if (i != replaced) {
                append(text, text(marks[i], marks[i + 1]), text(marks[i + 2], marks[i + 3]));
            }
        }
        append(text, name, value);
        try {
            return parse(Cursor.over(text.toString()));
        } catch (SipSyntaxException ours) {
            throw new IllegalArgumentException("not a parameter: " + name, ours);
        }
    }

    private static void append(StringBuilder text, String name, String value) {
        text.append(';').append(name);
        if (!value.isEmpty()) {
            text.append('=').append(value);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Parameters parameters && parameters.toString().equals(toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count * MARKS; i += MARKS) {
            append(text, text(marks[i], marks[i + 1]), text(marks[i + 2], marks[i + 3]));
        }
        return text.toString();
    }
}

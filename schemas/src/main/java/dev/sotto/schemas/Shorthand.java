package dev.sotto.schemas;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/**
 * A record that comes fifty times a second for every call pays too much for reflection, so its fields are written and
 * read by hand, in the order of its schema. The bytes are those reflection writes, and a test holds the two together.
 */
public interface Shorthand<V extends TopicRecord> {

    void write(V value, AvroWriter to);

    V read(AvroReader from);

    /** How many bytes it will be, about. */
    int size(V value);

    /** Stands on a record and names its shorthand, which has a constructor without parameters. */
    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    @interface By {
        Class<? extends Shorthand<?>> value();
    }

    /** Null for records that come too seldom to be worth it. */
    @SuppressWarnings("unchecked") // It stands on the type it is for.
    static <V extends TopicRecord> @Nullable Shorthand<V> of(Class<V> type) {
        By by = type.getAnnotation(By.class);
        try {
            return by == null
                    ? null
                    : (Shorthand<V>) by.value().getConstructor().newInstance();
        } catch (ReflectiveOperationException unusable) {
            throw new IllegalStateException("the shorthand of " + type.getSimpleName() + " cannot be made", unusable);
        }
    }
}

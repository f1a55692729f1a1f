package dev.sotto.analytics.http;

import dev.sotto.analytics.export.FileForm;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;

/** How an answer may be had, in the order of preference of who does not say. */
enum AnswerForm {
    JSON(MediaType.APPLICATION_JSON_VALUE, null),
    CSV("text/csv;charset=utf-8", null),
    PARQUET(FileForm.PARQUET.mediaType(), FileForm.PARQUET),
    ARROW(FileForm.ARROW.mediaType(), FileForm.ARROW);

    private final String type;
    private final @Nullable FileForm file;

    AnswerForm(String type, @Nullable FileForm file) {
        this.type = type;
        this.file = file;
    }

    /** The first that the request names in its Accept header. */
    static AnswerForm wantedBy(ServerRequest request) {
        for (MediaType accepted : request.headers().accept()) {
            for (AnswerForm form : values()) {
                if (!accepted.isWildcardType()
                        && !accepted.isWildcardSubtype()
                        && accepted.isCompatibleWith(form.type())) {
                    return form;
                }
            }
        }
        return JSON;
    }

    MediaType type() {
        return MediaType.parseMediaType(type);
    }

    /** Null where the answer is no file. */
    @Nullable
    FileForm file() {
        return file;
    }
}

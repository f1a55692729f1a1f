package dev.sotto.analytics.http;

import static dev.sotto.analytics.http.Problems.problem;

import dev.sotto.analytics.export.AnswerFile;
import dev.sotto.analytics.query.Answer;
import dev.sotto.analytics.query.QueryOutcome;
import dev.sotto.analytics.query.QueryOutcome.Answered;
import dev.sotto.analytics.query.QueryOutcome.Filed;
import dev.sotto.analytics.query.QueryOutcome.Refused;
import dev.sotto.analytics.query.QueryOutcome.TimedOut;
import dev.sotto.analytics.query.QueryOutcome.Unavailable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What came of a question, as its asker wants to have it. */
final class Answers {

    private static final int PIECE = 64 << 10;

    private Answers() {}

    /** @param after what becomes of a file that was sent, or was not */
    static Mono<ServerResponse> told(QueryOutcome outcome, ServerRequest request, AfterSending after) {
        return switch (outcome) {
            case Answered(Answer answer) -> AnswerForm.wantedBy(request) == AnswerForm.CSV ? csv(answer) : json(answer);
            case Filed(AnswerFile file) -> file(file, after);
            case Refused(String reason) -> problem(HttpStatus.BAD_REQUEST, "The statement was not answered", reason);
            case TimedOut(String reason) -> problem(HttpStatus.GATEWAY_TIMEOUT, "The statement took too long", reason);
            case Unavailable(String reason) -> problem(HttpStatus.SERVICE_UNAVAILABLE, "Not now", reason);
        };
    }

    private static Mono<ServerResponse> json(Answer answer) {
        return ServerResponse.ok().contentType(MediaType.APPLICATION_JSON).bodyValue(answer);
    }

    private static Mono<ServerResponse> csv(Answer answer) {
        return ServerResponse.ok()
                .contentType(AnswerForm.CSV.type())
                .header("Sotto-Truncated", String.valueOf(answer.truncated()))
                .headers(headers -> {
                    if (answer.note() != null) {
                        headers.set("Sotto-Note", answer.note());
                    }
                })
                .bodyValue(Csv.of(answer));
    }

    /** Read from the disk as fast as it is taken. */
    private static Mono<ServerResponse> file(AnswerFile file, AfterSending after) {
        Flux<DataBuffer> pieces = DataBufferUtils.read(file.path(), DefaultDataBufferFactory.sharedInstance, PIECE)
                .doFinally(ended -> after.with(file));
        return ServerResponse.ok()
                .contentType(MediaType.parseMediaType(file.form().mediaType()))
                .contentLength(file.path().toFile().length())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"answer." + file.form().ending() + "\"")
                .header("Sotto-Rows", String.valueOf(file.rows()))
                .header("Sotto-Truncated", String.valueOf(file.full()))
                .body(pieces, DataBuffer.class);
    }

    interface AfterSending {

        AfterSending DELETE = AnswerFile::close;
        AfterSending KEEP = file -> {};

        void with(AnswerFile file);
    }
}

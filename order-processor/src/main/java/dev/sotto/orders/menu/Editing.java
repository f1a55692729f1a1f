package dev.sotto.orders.menu;

import dev.sotto.orders.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * How something of a restaurant is edited over HTTP: only over the revision that was read, and with one answer for each way
 * it may go.
 *
 * @param thing what was read, in a word, such as "menu"; the type of the problem that says it makes no sense
 */
public record Editing(String thing) {

    private static final String ETAG = "\"\\d{1,18}\"";

    /** @param edit is given the revision that If-Match names */
    public Mono<ServerResponse> over(ServerRequest request, LongFunction<Mono<ServerResponse>> edit) {
        String seen = request.headers().firstHeader(HttpHeaders.IF_MATCH);
        return seen == null || !seen.matches(ETAG)
                ? new Problem(
                                HttpStatus.PRECONDITION_REQUIRED,
                                "if-match",
                                "Send If-Match with the ETag of the " + thing + " that was read, such as \"3\".")
                        .response()
                : edit.apply(Long.parseLong(seen.replace("\"", "")));
    }

    public Mono<ServerResponse> answer(EditAnswer answer) {
        return switch (answer) {
            case EditAnswer.Accepted(long revision) ->
                ServerResponse.accepted().eTag(Long.toString(revision)).bodyValue(Map.of("revision", revision));
            case EditAnswer.Refused(Problem problem) -> problem.response();
            case EditAnswer.Senseless(List<EditAnswer.Complaint> complaints) -> senseless(complaints);
        };
    }

    private Mono<ServerResponse> senseless(List<EditAnswer.Complaint> complaints) {
        Problem problem = new Problem(
                HttpStatus.UNPROCESSABLE_CONTENT, thing, "Some of it would make no sense; problems says what.");
        return ServerResponse.status(problem.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .bodyValue(problem.with("problems", complaints));
    }
}

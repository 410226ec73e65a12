package dev.mediahook.api;

import java.util.List;
import java.util.function.Function;

/**
 * One call of the API: its request, its parameters and answers, and its handler.
 *
 * @param id of its route, without the prefix
 * @param method the HTTP method; several are comma-separated
 * @param steers whether it changes anything, so that the read-only token is not enough
 */
record Call(
        String id,
        String method,
        String path,
        boolean steers,
        String meaning,
        List<Parameter> parameters,
        Shape answer,
        List<Integer> problems,
        Function<ApiCall, Answer> answering) {

    /** A call that changes nothing. */
    static Call get(String id, String path, Function<ApiCall, Answer> answering) {
        return new Call(id, "GET", path, false, "", List.of(), Shape.BYTES, List.of(), answering);
    }

    /** A call that returns one page of a listing. */
    static Call page(String id, String path, Class<?> view, Parameter[] filters, Function<ApiCall, Answer> answering) {
        return get(id, path, answering).takes(filters).answers(Shape.page(view)).mayFail(400);
    }

    /** A call that returns what its path names. */
    static Call one(String id, String path, Class<?> view, Function<ApiCall, Answer> answering) {
        return get(id, path, answering).answers(Shape.one(view, 200)).mayFail(400, 404);
    }

    /** A call that changes something. */
    static Call steering(String id, String method, String path, Function<ApiCall, Answer> answering) {
        return new Call(id, method, path, true, "", List.of(), Shape.BYTES, List.of(), answering);
    }

    /** A copy for other methods, comma-separated. */
    Call by(String methods) {
        return new Call(id, methods, path, steers, meaning, parameters, answer, problems, answering);
    }

    Call summary(String text) {
        return new Call(id, method, path, steers, text, parameters, answer, problems, answering);
    }

    Call takes(Parameter... taken) {
        return new Call(id, method, path, steers, meaning, List.of(taken), answer, problems, answering);
    }

    Call answers(Shape shape) {
        return new Call(id, method, path, steers, meaning, parameters, shape, problems, answering);
    }

    /** A copy with these error statuses, in addition to those of every call. */
    Call mayFail(Integer... statuses) {
        return new Call(id, method, path, steers, meaning, parameters, answer, List.of(statuses), answering);
    }

    boolean knows(String parameter) {
        return parameters.stream().anyMatch(one -> one.name().equals(parameter));
    }
}

package dev.mediahook.api;

import dev.mediahook.view.Schemas;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes the table of calls as an OpenAPI 3.1 document. */
final class OpenApi {

    private static final Pattern NAMED = Pattern.compile("\\{([A-Za-z]+)}");

    /** The errors that any call may return: no token, a wrong token, or an unavailable dependency. */
    private static final List<Integer> ANYWHERE = List.of(401, 403, 503);

    private final Schemas schemas = new Schemas();
    private final ApiTable table;

    private OpenApi(ApiTable table) {
        this.table = table;
    }

    static Map<String, Object> of(ApiTable table) {
        return new OpenApi(table).document();
    }

    private Map<String, Object> document() {
        Map<String, Object> paths = paths();
        Map<String, Object> problem = schemas.of(ProblemView.class);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("openapi", "3.1.0");
        document.put(
                "info",
                Map.of(
                        "title", "Mediahook",
                        "version", "1",
                        "description", "Looking at what webhooks of generative media brought, and steering it"));
        document.put("security", List.of(Map.of("token", List.of())));
        document.put("paths", paths);
        document.put(
                "components",
                Map.of(
                        "schemas",
                        schemas.named(),
                        "securitySchemes",
                        Map.of("token", Map.of("type", "http", "scheme", "bearer")),
                        "responses",
                        Map.of(
                                "Problem",
                                Map.of(
                                        "description",
                                        "what is wrong (RFC 9457)",
                                        "content",
                                        Map.of("application/problem+json", Map.of("schema", problem))))));
        return document;
    }

    private Map<String, Object> paths() {
        Map<String, Object> paths = new TreeMap<>();
        for (String path : new TreeSet<>(table.calls().stream().map(Call::path).toList())) {
            Map<String, Object> operations = new TreeMap<>();
            table.calls().stream().filter(call -> call.path().equals(path)).forEach(call -> {
                for (String method : call.method().split(",", -1)) {
                    operations.put(method.toLowerCase(Locale.ROOT), operation(call, method));
                }
            });
            paths.put(path, operations);
        }
        return paths;
    }

    private Map<String, Object> operation(Call call, String method) {
        Map<String, Object> operation = new LinkedHashMap<>();
        operation.put("operationId", method.equals("HEAD") ? call.id() + "-head" : call.id());
        operation.put("summary", call.meaning());
        operation.put("parameters", parameters(call));
        if (call.id().equals("submit")) {
            operation.put("requestBody", submission());
        }
        operation.put("responses", responses(call, method));
        return operation;
    }

    private static Map<String, Object> submission() {
        Map<String, Object> schema = Map.of(
                "type", "object",
                "required", List.of("model", "input"),
                "properties", Map.of("model", Map.of("type", "string"), "input", Map.of("type", "object")));
        return Map.of("required", true, "content", Map.of("application/json", Map.of("schema", schema)));
    }

    private static List<Map<String, Object>> parameters(Call call) {
        List<Map<String, Object>> parameters = new ArrayList<>();
        Matcher named = NAMED.matcher(call.path());
        while (named.find()) {
            parameters.add(
                    Map.of("name", named.group(1), "in", "path", "required", true, "schema", Map.of("type", "string")));
        }
        call.parameters().forEach(one -> parameters.add(parameter(one)));
        return parameters;
    }

    private static Map<String, Object> parameter(Parameter one) {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("type", one.type());
        if (!one.format().isEmpty()) {
            value.put("format", one.format());
        }
        if (!one.words().isEmpty()) {
            value.put("enum", one.words());
        }
        Map<String, Object> parameter = new LinkedHashMap<>();
        parameter.put("name", one.name());
        parameter.put("in", one.place());
        parameter.put("description", one.meaning());
        if (one.several()) {
            parameter.put("style", "form");
            parameter.put("explode", false);
        }
        parameter.put("schema", one.several() ? Map.of("type", "array", "items", value) : value);
        return parameter;
    }

    private Map<String, Object> responses(Call call, String method) {
        Map<String, Object> responses = new TreeMap<>();
        for (int status : call.answer().statuses()) {
            Map<String, Object> response = new LinkedHashMap<>();
            response.put("description", call.meaning());
            if (!method.equals("HEAD")) {
                response.put("content", Map.of(call.answer().contentType(), Map.of("schema", schema(call.answer()))));
            }
            responses.put(Integer.toString(status), response);
        }
        List<Integer> problems = new ArrayList<>(ANYWHERE);
        problems.addAll(call.problems());
        problems.forEach(
                status -> responses.put(Integer.toString(status), Map.of("$ref", "#/components/responses/Problem")));
        return responses;
    }

    private Map<String, Object> schema(Shape shape) {
        Shape.Kind kind = shape.kind();
        if (kind == Shape.Kind.BYTES) {
            return Map.of();
        }
        Class<?> view = shape.view();
        return kind == Shape.Kind.ONE
                ? schemas.of(view)
                : kind == Shape.Kind.LIST ? schemas.list(view) : schemas.page(view);
    }
}

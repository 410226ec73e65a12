package dev.mediahook.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.mediahook.TestGateway;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A refused call is told what was wrong and what to do, instead of being answered as if it meant something else. */
class ApiRefusalsTest {

    @TempDir
    static Path data;

    static HttpServer sender;
    static TestGateway gateway;

    @BeforeAll
    static void start() throws IOException {
        sender = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        sender.createContext("/", exchange -> {
            byte[] answer = "{\"status\":\"Pending\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        sender.start();
        gateway = TestGateway.start(
                data,
                Map.of(
                        "mediahook.bfl.api-key",
                        "key",
                        "mediahook.bfl.api-url",
                        "http://127.0.0.1:" + sender.getAddress().getPort()));
        gateway.deliverBfl("{\"id\":\"one\",\"status\":\"Pending\"}");
        gateway.deliverBfl("{\"id\":\"two\",\"status\":\"Pending\"}");
        gateway.await("/api/jobs", page -> page.path("items").size() == 2);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        sender.stop(0);
    }

    private static String detail(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
        JsonNode problem = TestGateway.json(answer.body());
        return problem.path("title").asText() + ": " + problem.path("detail").asText();
    }

    @ParameterizedTest
    @CsvSource({"jobs, events", "events, jobs", "jobs, notifications"})
    void aListingTakesItsOwnCursorsOnly(String own, String other) {
        String cursor = gateway.get("/api/" + own + "?limit=1").path("next").asText();

        assertThat(gateway.get("/api/" + own + "?limit=1&after=" + cursor).path("items"))
                .hasSize(1);
        assertThat(detail(gateway.api("GET", "/api/" + other + "?after=" + cursor), 400))
                .contains("after is no cursor of the " + other, "give the \"next\" of an earlier page");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "0", "1", "jobs", "jobs-", "jobs--1", "jobs-+1", "Jobs-1", "jobs-01", "x-jobs-1"})
    void whatIsNoCursorIsNoEmptyPage(String after) {
        assertThat(detail(gateway.api("GET", "/api/jobs?after=" + after), 400))
                .contains("after is no cursor of the jobs", "or leave it out for the first page");
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /api/jobs/krea/%ff",
        "GET, /api/jobs/krea/%c3",
        "GET, /api/jobs/%ff/one",
        "DELETE, /api/jobs/bfl/a%ed%a0%80",
        "POST, /api/jobs/%ff",
        "GET, /api/jobs/bfl/%ff/media/0",
        "GET, /api/events/%ff",
        "POST, /api/notifications/%ff/replay",
        "POST, /api/targets/%ff/pause"
    })
    void aPathThatIsNoUtf8NamesNothing(String method, String path) {
        assertThat(detail(gateway.api(method, path), 400)).contains("not UTF-8: encode the ids in UTF-8");
        assertThat(gateway.get("/api/jobs?sender=krea").path("items")).isEmpty();
    }

    @Test
    void aPathMayHoldTheReplacementCharacterItself() {
        assertThat(gateway.api("PUT", "/api/jobs/bluma/a%EF%BF%BD").statusCode())
                .isEqualTo(201);
        assertThat(gateway.get("/api/jobs/bluma/a%ef%bf%bd").path("jobId").asText())
                .isEqualTo("a\ufffd");
    }

    @Test
    void aWebhooksPathThatIsNoUtf8StaysARefusedToken() {
        assertThat(gateway.post("/webhooks/krea/%ff", new byte[] {'x'}).statusCode())
                .isEqualTo(401);
    }

    @Test
    void aSubmissionThatWasTakenWithoutAnIdIsNotToldAsRefused() {
        HttpResponse<String> answer = gateway.send(HttpRequest.newBuilder(gateway.url("/api/jobs/bfl"))
                .header("Authorization", "Bearer " + TestGateway.TOKEN)
                .POST(BodyPublishers.ofString("{\"model\":\"m\",\"input\":{}}"))
                .build());

        assertThat(detail(answer, 504))
                .startsWith("The sender gave no usable answer: the sender took the job, but its answer names no id")
                .contains("look for the job at the sender before you submit it again")
                .doesNotContain("refused");
    }
}

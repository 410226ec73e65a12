package dev.mediahook.receive.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.LogLines;
import dev.mediahook.TestGateway;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A request whose route fails is put off, and the log says why, without a word of what the failure says. */
class FailedRouteTest {

    @TempDir
    Path data;

    @Test
    void aRouteThatFailsIsAnsweredToComeAgainAndNamedInTheLog() {
        try (TestGateway gateway = TestGateway.start(data, Map.of(), new Failing());
                LogLines lines = LogLines.of(RawBodyConsumer.class)) {
            HttpResponse<String> answer = gateway.post("/own/failing", new byte[] {1});

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(answer.body()).isEqualTo("{\"error\":\"unavailable\"}");
            assertThat(lines.all())
                    .containsExactly("path=/own/failing a request failed error=java.lang.IllegalStateException");
            assertThat(gateway.metrics()).contains("mediahook_requests_put_off_total{why=\"failed\"} 1");
        }
    }

    private static final class Failing extends RouteBuilder {

        @Override
        public void configure() {
            errorHandler(noErrorHandler());
            from("platform-http:/own/failing?useBodyHandler=false&platformHttpEngine=#mediahookHttp")
                    .process(exchange -> {
                        throw new IllegalStateException("a stranger's text");
                    });
        }
    }
}

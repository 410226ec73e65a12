package dev.mediahook.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.delivery.RawBody;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lists the usual ways in which a proxy or framework rewrites a body before it arrives. */
class OtherBodiesTest {

    @Test
    void areThoseOfTheUsualWriters() {
        String compact = "{\"id\":\"j\",\"seed\":1.50,\"list\":[1,2],\"none\":{},\"o\":{\"a\":\"é\"}}";
        String python = "{\"id\": \"j\", \"seed\": 1.50, \"list\": [1, 2], \"none\": {}, \"o\": {\"a\": \"é\"}}";
        String lines = """
                {
                  "id": "j",
                  "seed": 1.50,
                  "list": [
                    1,
                    2
                  ],
                  "none": {},
                  "o": {
                    "a": "é"
                  }
                }""";

        assertThat(List.of(compact, python, lines)).allSatisfy(came -> assertThat(bodies(" " + came + "\r\n"))
                .contains(compact, python, lines, came, came + "\n"));
    }

    @Test
    void noJsonIsOnlyTrimmed() {
        assertThat(bodies("\ufeffa=b \n")).containsExactly("a=b", "a=b\n");
    }

    private static List<String> bodies(String came) {
        return OtherBodies.of(RawBody.of(came.getBytes(StandardCharsets.UTF_8))).values().stream()
                .map(body -> new String(body.bytes(), StandardCharsets.UTF_8))
                .toList();
    }
}

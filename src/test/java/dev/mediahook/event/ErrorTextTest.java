package dev.mediahook.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"detail\":\"d\"}                                     | d",
                "{\"detail\":[{\"loc\":[\"body\",\"x\"],\"msg\":\"bad\"}]} | body.x: bad",
                "{\"error\":[\"a\",\"b\"]}                              | a; b",
                "{\"error\":{\"msg\":\"m\"}}                            | m",
                "{\"errors\":[{\"message\":\"x\"}]}                     | x",
                "{\"message\":5}                                       | 5",
                "{\"details\":{\"Moderation Reasons\":[\"x\"]}}         | Moderation Reasons: x",
                "{\"result\":{\"error\":{\"detail\":{\"reason\":\"r\"}}}} | r",
                "{\"error\":null,\"reason\":\"late\"}                   | late",
                "{\"result\":\"just text\"}                            | just text",
                "{\"failure\":{\"reason\":\"z\"}}                       | z",
                "{\"result\":{\"failure_reason\":\"q\"}}                | q",
                "{\"status_message\":\"s\"}                            | s",
                "{\"task\":{\"output\":{\"errorText\":\"t\"}}}           | t",
                "{\"error_msg\":\"u\"}                                 | u"
            })
    void saysSomethingWhereverItStands(String body, String said) throws IOException {
        assertThat(ErrorText.in(new ObjectMapper().readTree(body))).contains(said);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":\"j\",\"status\":\"failed\"}",
                "{\"result\":\"https://cdn.test/a.png\"}",
                "{\"error\":\"\",\"message\":null}",
                "{\"a\":{\"b\":{\"c\":{\"d\":{\"error\":\"too deep\"}}}}}",
                "[]",
                "7"
            })
    void saysNothingOfItsOwn(String body) throws IOException {
        assertThat(ErrorText.in(new ObjectMapper().readTree(body))).isEmpty();
    }
}

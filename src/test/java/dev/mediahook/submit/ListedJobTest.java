package dev.mediahook.submit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Specifies what is read of a sender's list of jobs. */
class ListedJobTest {

    @Test
    void aJobWithoutAnIdThatCanBeKeptIsLeftOut() throws IOException {
        JsonNode list = new ObjectMapper().readTree("""
                        [{"id": "", "at": "2026-01-02T03:04:05Z"},
                         {"at": "2026-01-02T03:04:05Z"},
                         {"id": "%s", "at": "2026-01-02T03:04:05Z"},
                         {"id": "j-1", "at": "2026-01-02T03:04:05Z"}]
                        """.formatted("j".repeat(5000)));

        assertThat(ListedJob.in(list, "id", "at")).extracting(ListedJob::jobId).containsExactly("j-1");
    }
}

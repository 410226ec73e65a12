package acme;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One node receives deliveries and sends them to a JMS queue; another node takes and processes them. */
class JmsTest {

    @TempDir
    private Path folder;

    @Test
    void whatTheQueueHasIsAnsweredReceivedAndWorkedOnOnce() throws Exception {
        EmbeddedActiveMQ artemis = new EmbeddedActiveMQ();
        artemis.setConfiguration(new ConfigurationImpl()
                .addAcceptorConfiguration("vm", "vm://7")
                .setSecurityEnabled(false)
                .setJournalDirectory(folder.resolve("journal").toString())
                .setBindingsDirectory(folder.resolve("bindings").toString())
                .setPagingDirectory(folder.resolve("paging").toString())
                .setLargeMessagesDirectory(folder.resolve("large").toString()));
        artemis.start();
        try (Node receiving = Node.receiving(folder.resolve("receiving"), "jms")
                        .bound("connectionFactory", new ActiveMQConnectionFactory("vm://7"))
                        .started();
                Node working = Node.working(folder.resolve("working"), "jms")
                        .bound("connectionFactory", new ActiveMQConnectionFactory("vm://7"))
                        .started();
                Bfl bfl = new Bfl(receiving.port)) {
            assertEquals(
                    "{\"status\":\"received\"}",
                    bfl.deliver("secret-of-the-host", bfl.ready("job-1")).body());
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> working.media().size() == 1);

            artemis.stop();
            assertEquals(
                    503, bfl.deliver("secret-of-the-host", bfl.ready("job-2")).statusCode());
        }
    }
}

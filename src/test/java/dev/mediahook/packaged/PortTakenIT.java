package dev.mediahook.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** If the program can't listen on a port, it ends and names the setting and the port. */
class PortTakenIT {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"camel.server.port", "camel.management.port"})
    void endsTheStartAndIsNamed(String property) throws Exception {
        try (PackagedGateway gateway = PackagedGateway.bare(folder)) {
            int port = property.equals("camel.server.port") ? gateway.port : gateway.managementPort;
            try (ServerSocket other = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                assertThat(other.isBound()).isTrue();
                Process process = gateway.launch();

                assertThat(gateway.endsWithin(Duration.ofSeconds(30)))
                        .as(gateway.log())
                        .isTrue();
                assertThat(process.exitValue()).isEqualTo(2);
            }
            assertThat(gateway.log())
                    .contains(property + "=" + port)
                    .doesNotContain("\tat ")
                    .doesNotContain("ready after");
            assertThat(gateway.log().lines().filter(line -> line.contains(String.valueOf(port))))
                    .as(gateway.log())
                    .hasSize(1);
        }
    }
}

package dev.mediahook.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.receive.RawSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program with little memory and few descriptors still takes deliveries while many strangers hold connections. */
class SmallMachineIT {

    @TempDir
    Path folder;

    private final List<RawSocket> sockets = new ArrayList<>();

    @AfterEach
    void hangUp() {
        sockets.forEach(RawSocket::close);
    }

    @Test
    void headsThatClaimMegabytesAndBodiesThatStallTakeNoMemory() {
        try (PackagedGateway gateway =
                PackagedGateway.withSenders(folder, Map.of()).jvm("-Xmx256m").start()) {
            String head = "POST /webhooks/bfl HTTP/1.1\r\nHost: x\r\nContent-Length: 1048576\r\n\r\n";
            String most = "x".repeat(1_000_000);
            for (int i = 0; i < 600; i++) {
                open(gateway).send(head);
            }
            for (int i = 0; i < 100; i++) {
                open(gateway).send(head + most);
            }
            deliver(gateway, "job-beside-bodies");

            assertThat(gateway.log()).doesNotContain("OutOfMemory");
            assertThat(gateway.health()).isEqualTo(200);
        }
    }

    @Test
    void connectionsThatSayNothingLeaveDescriptorsToTheOthers() {
        try (PackagedGateway gateway =
                PackagedGateway.withSenders(folder, Map.of()).descriptors(1000).start()) {
            for (int i = 0; i < 1500; i++) {
                RawSocket socket = open(gateway);
                if (i % 2 == 0) {
                    socket.send("POST /webhooks/bfl HTTP/1.1\r\nHost: x\r\nConte");
                }
            }
            for (int i = 0; i < 300; i++) {
                sockets.add(RawSocket.to(gateway.managementPort));
            }
            deliver(gateway, "job-beside-silence");

            assertThat(gateway.health()).isEqualTo(200);
            assertThat(gateway.log()).doesNotContain("Too many open files");
        }
    }

    private static void deliver(PackagedGateway gateway, String job) {
        for (int i = 0; i < 20; i++) {
            assertThat(gateway.client()
                            .deliver(Deliveries.of("bfl", "Pending", job + i))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    private RawSocket open(PackagedGateway gateway) {
        RawSocket socket = RawSocket.to(gateway.port);
        sockets.add(socket);
        return socket;
    }
}

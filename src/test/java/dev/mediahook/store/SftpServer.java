package dev.mediahook.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** A real SFTP server in the test's own process; goes away and comes back on the same port. */
final class SftpServer implements AutoCloseable {

    private final Path folder;
    private SshServer server;
    private int port;

    SftpServer(Path folder) throws IOException {
        this.folder = folder;
        start();
    }

    /** Listens again after it was closed. */
    void start() throws IOException {
        Files.createDirectories(folder.resolve("media"));
        server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setPort(port);
        server.setKeyPairProvider(new SimpleGeneratorHostKeyProvider(folder.resolve("host-key")));
        server.setPasswordAuthenticator((user, password, session) -> user.equals("me") && password.equals("secret"));
        server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
        server.setFileSystemFactory(new VirtualFileSystemFactory(folder));
        server.start();
        port = server.getPort();
    }

    /** The store that {@code docs/stores.md} shows. */
    String uri() {
        return "sftp://me@127.0.0.1:" + port
                + "/media?password=secret&strictHostKeyChecking=no&useUserKnownHostsFile=false"
                + "&tempPrefix=.part-&fileExist=Override&disconnect=true&connectTimeout=2000&throwExceptionOnConnectFailed=true"
                + "&maximumReconnectAttempts=0";
    }

    Path media() {
        return folder.resolve("media");
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }
}

package dev.mediahook.store;

import java.io.IOException;
import java.nio.file.CopyOption;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.sftp.server.FileHandle;
import org.apache.sshd.sftp.server.SftpEventListener;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** A real SFTP server in the test's process, over a folder. It records which files were written and moved. */
public final class WatchedSftpServer implements AutoCloseable {

    private final List<String> written = new CopyOnWriteArrayList<>();
    private final List<String> moved = new CopyOnWriteArrayList<>();
    private final Path folder;
    private final int port;
    private SshServer server;

    private WatchedSftpServer(Path folder) throws IOException {
        this.folder = folder;
        this.server = listening(0);
        this.port = server.getPort();
    }

    public static WatchedSftpServer start(Path folder) throws IOException {
        return new WatchedSftpServer(folder);
    }

    /** The URI that a user sets as {@code mediahook.media.store}. */
    public String uri() {
        return "sftp://media@127.0.0.1:" + port + "/kept?password=secret&maximumReconnectAttempts=0"
                + "&connectTimeout=2000";
    }

    /** The names of the files that were written to. */
    public List<String> written() {
        return written;
    }

    /** The names that files were renamed to. */
    public List<String> moved() {
        return moved;
    }

    public void goAway() throws IOException {
        server.stop(true);
    }

    public void comeBack() throws IOException {
        server = listening(port);
    }

    private SshServer listening(int at) throws IOException {
        SshServer opened = SshServer.setUpDefaultServer();
        opened.setHost("127.0.0.1");
        opened.setPort(at);
        opened.setKeyPairProvider(new SimpleGeneratorHostKeyProvider());
        opened.setPasswordAuthenticator((user, password, session) -> "secret".equals(password));
        opened.setFileSystemFactory(new VirtualFileSystemFactory(folder));
        SftpSubsystemFactory sftp = new SftpSubsystemFactory();
        sftp.addSftpEventListener(new Listener());
        opened.setSubsystemFactories(List.of(sftp));
        opened.start();
        return opened;
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }

    private final class Listener implements SftpEventListener {

        @Override
        public void written(
                ServerSession session,
                String remoteHandle,
                FileHandle localHandle,
                long offset,
                byte[] data,
                int dataOffset,
                int dataLen,
                Throwable thrown) {
            written.add(String.valueOf(localHandle.getFile()));
        }

        @Override
        public void moved(ServerSession session, Path from, Path to, Collection<CopyOption> options, Throwable thrown) {
            moved.add(String.valueOf(to));
        }
    }
}

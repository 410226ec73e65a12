package dev.mediahook.store;

import java.net.URI;
import java.nio.file.Path;
import java.util.Properties;
import java.util.function.UnaryOperator;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStore;
import org.jclouds.blobstore.BlobStoreContext;

/** A real S3 server in the test's process, with one bucket in a folder. */
public final class S3Server implements AutoCloseable {

    public static final String BUCKET = "media";

    private final BlobStoreContext context;
    private final S3Proxy proxy;

    private S3Server(BlobStoreContext context, S3Proxy proxy) {
        this.context = context;
        this.proxy = proxy;
    }

    public static S3Server start(Path folder) throws Exception {
        return start(folder, UnaryOperator.identity());
    }

    /** Starts a server with a layer between it and its folder, which can cause faults. */
    static S3Server start(Path folder, UnaryOperator<BlobStore> trouble) throws Exception {
        Properties properties = new Properties();
        properties.setProperty("jclouds.filesystem.basedir", folder.toString());
        BlobStoreContext context = ContextBuilder.newBuilder("filesystem-nio2")
                .credentials("key", "secret")
                .overrides(properties)
                .build(BlobStoreContext.class);
        context.getBlobStore().createContainerInLocation(null, BUCKET);
        S3Proxy proxy = S3Proxy.builder()
                .blobStore(trouble.apply(context.getBlobStore()))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, "key", "secret")
                .endpoint(URI.create("http://127.0.0.1:0"))
                .build();
        proxy.start();
        return new S3Server(context, proxy);
    }

    /** The URI that a user sets as {@code mediahook.media.store}. */
    public String uri() {
        return "aws2-s3://" + BUCKET + "?region=us-east-1&accessKey=key&secretKey=secret&forcePathStyle=true"
                + "&overrideEndpoint=true&uriEndpointOverride=http://127.0.0.1:" + proxy.getPort();
    }

    public BlobStore objects() {
        return context.getBlobStore();
    }

    /** Deletes every object. */
    public void empty() {
        context.getBlobStore().clearContainer(BUCKET);
    }

    @Override
    public void close() throws Exception {
        proxy.stop();
        context.close();
    }
}

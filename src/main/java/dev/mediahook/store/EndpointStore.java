package dev.mediahook.store;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.RuntimeCamelException;

/**
 * Hands media to any Camel endpoint, or to a custom route by {@code direct:}. The body is the file,
 * {@code CamelFileName} its name, and {@link #MEDIUM} everything else. The store can't tell whether a medium is still
 * there, so a replay stores it again under the same name. The file is deleted once the medium is on record, so a
 * route that passes it on without waiting must copy it.
 */
public final class EndpointStore implements MediumStore {

    /** The exchange property with the {@link MediumFile}: sender, job, hash and other facts. */
    public static final String MEDIUM = "mediahookMedium";

    private static final Pattern OF_FILES = Pattern.compile("(file|ftp|ftps|sftp):.*", Pattern.DOTALL);

    private final ProducerTemplate template;
    private final String uri;
    private final String location;

    public EndpointStore(ProducerTemplate template, String uri) {
        this.template = template;
        this.uri = wholeOnly(uri);
        this.location = withoutSecrets(uri);
    }

    @Override
    public String store(MediumFile medium) throws IOException {
        try {
            Exchange answer = template.send(uri, exchange -> {
                exchange.setProperty(MEDIUM, medium);
                exchange.getMessage().setBody(medium.file().toFile());
                exchange.getMessage()
                        .setHeaders(new HashMap<>(Map.of(
                                Exchange.FILE_NAME, medium.name().toString(),
                                Exchange.CONTENT_TYPE, medium.contentType(),
                                Exchange.CONTENT_LENGTH, medium.size())));
            });
            if (answer.getException() != null) {
                throw failed(answer.getException());
            }
        } catch (RuntimeCamelException failure) {
            throw failed(failure);
        }
        return location + "/" + medium.name();
    }

    @Override
    public boolean keepsTheFile() {
        return false;
    }

    @Override
    public boolean holds(String name, long size) {
        return true;
    }

    /**
     * Makes file components show a file under its name only when it is complete, unless the URI configures that itself.
     */
    static String wholeOnly(String uri) {
        boolean says = uri.contains("tempPrefix=") || uri.contains("tempFileName=") || uri.contains("doneFileName=");
        if (says || !OF_FILES.matcher(uri).matches()) {
            return uri;
        }
        return uri + (uri.indexOf('?') < 0 ? "?" : "&") + "tempPrefix=.unfinished-";
    }

    /** Others can see a location, so options, credentials and an account's name are left out. */
    static String withoutSecrets(String uri) {
        return uri.split("[?]", 2)[0]
                .replaceFirst("^([a-z0-9-]+:(//)?)[^/]*@", "$1")
                .replaceFirst("/+$", "");
    }

    /** The message may repeat the URI, with a password; the class is enough to tell the kind of trouble. */
    private static IOException failed(Exception failure) {
        Throwable cause =
                failure instanceof RuntimeCamelException && failure.getCause() != null ? failure.getCause() : failure;
        return new IOException(
                "the store's endpoint failed: " + cause.getClass().getSimpleName(), failure);
    }
}

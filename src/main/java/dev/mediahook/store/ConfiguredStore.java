package dev.mediahook.store;

import dev.mediahook.config.FileModes;
import dev.mediahook.config.SettingsFault;
import dev.mediahook.store.s3.S3Store;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.RuntimeCamelException;

/** The store that {@code mediahook.media.store} names. */
public final class ConfiguredStore {

    private static final String FILE = "file:";

    private ConfiguredStore() {}

    /**
     * The store that an endpoint URI names. Folders and buckets have a store of our own; every other URI goes to Camel.
     * Without a bucket the AWS SDK may be missing.
     *
     * @param modes the file modes of a folder's media
     * @throws Exception if the URI has options that the component does not know
     */
    public static MediumStore at(String uri, FileModes modes, CamelContext context) throws Exception {
        if (uri.startsWith(FILE) && uri.indexOf('?') < 0) {
            return new FileStore(Path.of(uri.substring(FILE.length()).replaceFirst("^//(?=/)", "")), modes);
        }
        if (uri.startsWith("aws2-s3:")) {
            return bucket(uri, context);
        }
        return new EndpointStore(context.createProducerTemplate(), uri);
    }

    /** Repeats Camel's message about an invalid option, but no option's value: one of them is a key. */
    private static MediumStore bucket(String uri, CamelContext context) throws Exception {
        try {
            return S3Store.at(uri, context);
        } catch (IllegalArgumentException | RuntimeCamelException unusable) {
            String words = String.valueOf(unusable.getMessage()).replaceAll("([?&{ ]\\w+)=[^,&}\\]\\s]*", "$1=…");
            throw new SettingsFault(List.of("mediahook.media.store: " + words));
        }
    }
}

package dev.mediahook.program;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Set;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.PackageScanResourceResolver;
import org.apache.camel.spi.Resource;
import org.apache.camel.spi.ResourceLoader;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.scan.DefaultPackageScanResourceResolver;
import org.apache.camel.util.AntPathMatcher;
import org.jspecify.annotations.Nullable;

/**
 * Finds files inside a jar by reading the jar's own directory. Camel's scan unpacks the whole jar each time, and the
 * program's jar holds all its dependencies.
 */
final class JarDirectoryScan extends DefaultPackageScanResourceResolver {

    /** Makes a context search jars this way. */
    static void use(CamelContext context) {
        context.getCamelContextExtension().addContextPlugin(PackageScanResourceResolver.class, new JarDirectoryScan());
    }

    @Override
    protected void loadImplementationsInJar(
            URL url,
            String folder,
            String pattern,
            InputStream opened,
            String jar,
            Set<Resource> resources,
            @Nullable Predicate<String> filter) {
        ResourceLoader loader = PluginHelper.getResourceLoader(getCamelContext());
        try (opened;
                ZipFile file = new ZipFile(jar)) {
            file.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.startsWith(folder))
                    .filter(name -> AntPathMatcher.INSTANCE.match(pattern, name.substring(folder.length())))
                    .filter(name -> filter == null || filter.test(name))
                    .forEach(name -> resources.add(loader.resolveResource("classpath:" + name)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(jar + " can't be read", unreadable);
        }
    }
}

package dev.mediahook.program;

import dev.mediahook.config.UnknownProperty;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.spi.EndpointUriFactory;
import org.apache.camel.util.URISupport;

/**
 * Finds misspelt options in an endpoint's URI. It compares names only: no endpoint is made, and nothing is opened. It
 * shows a name only if that name is nearly one of the component's, since the part of a password after an unescaped
 * {@code &} looks like an option, too.
 *
 * @param misspelt options that end the start
 * @param doubtful options that may be misspelt
 */
record EndpointOptions(List<String> misspelt, List<String> doubtful) {

    private static final EndpointOptions NOTHING_FOUND = new EndpointOptions(List.of(), List.of());

    /** Fewer letters for each wrong one would be a word of its own. */
    private static final int LETTERS_PER_TYPO = 4;

    /** Camel's HTTP component takes these from an address, too, but its list of an address's options lacks them. */
    private static final Set<String> OF_HTTP =
            Set.of("connectTimeout", "connectionRequestTimeout", "responseTimeout", "soTimeout");

    static EndpointOptions of(CamelContext context, Component component, String scheme, String uri) {
        EndpointUriFactory factory = context.getCamelContextExtension().getEndpointUriFactory(scheme);
        // A component of somebody's own may stand in for Camel's, with other options.
        if (factory == null
                || !factory.getClass()
                        .getPackageName()
                        .equals(component.getClass().getPackageName())) {
            return NOTHING_FOUND;
        }
        Set<String> known = new TreeSet<>(factory.propertyNames());
        if (scheme.startsWith("http")) {
            known.addAll(OF_HTTP);
        }
        Set<String> plain = known.stream().map(EndpointOptions::plain).collect(Collectors.toSet());
        EndpointOptions found = new EndpointOptions(new ArrayList<>(), new ArrayList<>());
        int number = 0;
        for (String option : names(uri)) {
            number++;
            // With a dot it belongs to something inside, and every component has its own such names.
            if (option.indexOf('.') < 0 && !plain.contains(plain(option))) {
                Optional<String> nearest =
                        known.stream().min(Comparator.comparingInt(one -> UnknownProperty.distance(option, one)));
                found.add(scheme, factory.isLenientProperties(), option, nearest.orElse(""), number);
            }
        }
        return found;
    }

    private void add(String scheme, boolean passesOn, String option, String nearest, int number) {
        int typos = UnknownProperty.distance(option, nearest);
        if (passesOn && typos == 1) {
            doubtful.add(
                    "as " + scheme + " has no option " + option + ", it is passed on; did you mean " + nearest + "?");
        } else if (!passesOn && typos * LETTERS_PER_TYPO <= option.length()) {
            misspelt.add(scheme + " has no option " + option + "; did you mean " + nearest + "?");
        } else if (!passesOn) {
            // Some components take options that they do not list.
            doubtful.add("option " + number + " of the address is none that " + scheme
                    + " is known to have; if a value holds &, write it as RAW(…)");
        }
    }

    private static Iterable<String> names(String uri) {
        String query = URISupport.extractQuery(uri);
        try {
            return query == null
                    ? List.of()
                    : URISupport.parseQuery(query, true, true).keySet();
        } catch (URISyntaxException unreadable) {
            return List.of();
        }
    }

    /** Camel also takes other case, and a hyphen before a word. */
    private static String plain(String option) {
        return option.replace("-", "").toLowerCase(Locale.ROOT);
    }
}

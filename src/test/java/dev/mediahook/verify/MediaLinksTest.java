package dev.mediahook.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.SettableClock;
import dev.mediahook.verify.MediaLinks.Found;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A signed link opens one medium for a limited time, and nothing else. */
class MediaLinksTest {

    private final SettableClock clock = new SettableClock();
    private final MediaLinks links = links("key");

    private MediaLinks links(String... keys) {
        return new MediaLinks(new DerivedSecret(List.of(keys)), "https://hooks.example", Duration.ofHours(1), clock);
    }

    private static String ends(MediaLinks.Link link) {
        return link.url().replaceAll(".*ends=(\\d+).*", "$1");
    }

    private static String signature(MediaLinks.Link link) {
        return link.url().replaceAll(".*signature=", "");
    }

    @Test
    void opensItsMediumUntilItEnds() {
        MediaLinks.Link link = links.of("bfl", "job-1", 2);
        assertThat(link.url()).startsWith("https://hooks.example/api/jobs/bfl/job-1/media/2?");
        assertThat(Duration.between(clock.instant(), link.ends()))
                .isBetween(Duration.ofMinutes(59), Duration.ofHours(1));

        clock.pass(Duration.ofMinutes(59));
        assertThat(links.check("bfl", "job-1", "2", ends(link), signature(link)))
                .isEqualTo(Found.OPEN);
        clock.pass(Duration.ofMinutes(1));
        assertThat(links.check("bfl", "job-1", "2", ends(link), signature(link)))
                .isEqualTo(Found.ENDED);
    }

    @Test
    void opensNothingElse() {
        MediaLinks.Link link = links.of("bfl", "job-1", 2);
        String ends = ends(link);
        String signature = signature(link);
        String later = Long.toString(Long.parseLong(ends) + 1);
        List<Found> found = List.of(
                links.check("krea", "job-1", "2", ends, signature),
                links.check("bfl", "job-2", "2", ends, signature),
                links.check("bfl", "job-1", "02", ends, signature),
                links.check("bfl", "job-1", "3", ends, signature),
                links.check("bfl", "job-1", "2", later, signature),
                links.check("bfl", "job-1", "2", "0" + ends, signature),
                links.check("bfl", "job-1", "2", ends, ""),
                links.check("bfl", "job-1", "2", ends, signature + "x"),
                links.check("bfl", "job-1", "2", ends, signature.toLowerCase(java.util.Locale.ROOT)),
                links("other").check("bfl", "job-1", "2", ends, signature),
                links.check(
                        "a stored medium", "job-1", "2", ends, new DerivedSecret(List.of("key")).of("bfl", "job-1")));
        assertThat(found).containsOnly(Found.FORGED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1e9", "99999999999999999999", "x", "1 "})
    void isForgedIfItsEndIsNoTime(String ends) {
        assertThat(links.check("bfl", "job-1", "2", ends, signature(links.of("bfl", "job-1", 2))))
                .isEqualTo(Found.FORGED);
    }

    @Test
    void staysGoodWhenTheKeyIsChangedWithTheOldOneKept() {
        MediaLinks.Link link = links.of("bfl", "job-1", 0);
        assertThat(links("new", "key").check("bfl", "job-1", "0", ends(link), signature(link)))
                .isEqualTo(Found.OPEN);
    }

    @Test
    void holdsAnyJobsIdAsOneSegment() {
        URI url = URI.create(links.of("bfl", "a/b ?ü&c=1+2", 0).url());
        assertThat(url.getRawPath()).isEqualTo("/api/jobs/bfl/a%2Fb%20%3F%C3%BC%26c%3D1%2B2/media/0");
    }
}

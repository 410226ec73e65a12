package dev.mediahook.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;

/** Which rooms stand on which floor. A room is a package, and a floor is a layer. */
@AnalyzeClasses(packages = "dev.mediahook", importOptions = ImportOption.DoNotIncludeTests.class)
class FloorsTest {

    private static final String ROOT = "dev.mediahook";

    /**
     * The floors, from the top: what holds the program, what shows it, what asks the senders, the way of a delivery,
     * and the ground. Each floor knows only those below it.
     */
    @ArchTest
    static final ArchRule eachFloorKnowsThoseBelowIt = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage(ROOT + "..")
            .layer("host")
            .definedBy(floor("program", "spring", "cli", "standin", ""))
            .layer("look")
            .definedBy(floor("view", "notify", "observe", "overview", "drift", "console", "api"))
            .layer("ask")
            .definedBy(floor("submit", "poll", "register"))
            .layer("flow")
            .definedBy(floor("receive", "verify", "event", "inbox", "fetch", "store", "job", "media", "sender"))
            .layer("base")
            .definedBy(floor("delivery", "config", "database", "http", "log", "retry", "work"))
            .whereLayer("host")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("look")
            .mayOnlyBeAccessedByLayers("host")
            .whereLayer("ask")
            .mayOnlyBeAccessedByLayers("host", "look")
            .whereLayer("flow")
            .mayOnlyBeAccessedByLayers("host", "look", "ask")
            .ensureAllClassesAreContainedInArchitecture();

    @ArchTest
    static final ArchRule aJobKnowsNeitherItsMediaNorTheInbox = noClasses()
            .that()
            .resideInAPackage(ROOT + ".job..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(floor("media", "inbox", "store", "fetch"));

    /** The root package is the room without a name. */
    private static String[] floor(String... rooms) {
        return Arrays.stream(rooms)
                .map(room -> room.isEmpty() ? ROOT : ROOT + "." + room + "..")
                .toArray(String[]::new);
    }
}

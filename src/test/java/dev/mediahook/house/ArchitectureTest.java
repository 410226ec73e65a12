package dev.mediahook.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.originOwner;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.regex.Pattern;

/** What must never depend on what. A room is a package. */
@AnalyzeClasses(packages = "dev.mediahook", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "dev.mediahook";
    private static final Pattern DOOR = Pattern.compile(
            ".*(Processor|Routes|Repository|Component|Endpoints?|Consumer|Producer|Engine|Server|ServerFactory|Store|Strategy|DataFormat)");
    private static final String VAGUE = ".*\\.(Abstract[A-Z].*|[^.]*(Manager|Helper|Utils?|Impl|Base|Service))";

    /** The classes that assemble the rooms, and hand them what a host has. */
    private static final DescribedPredicate<JavaClass> HOSTS =
            resideInAPackage(ROOT).or(rooms("program", "spring"));

    /** The classes that carry a request of one HTTP server to a route, and the answer back. */
    private static final DescribedPredicate<JavaClass> CARRIERS = rooms("receive.vertx")
            .and(describe("carry", one -> outermost(one).getSimpleName().matches("RequestUnderWay|RouteAnswer")));

    @ArchTest
    static final ArchRule aServersClassesStandInOneRoomEach = noClasses()
            .that(not(rooms("spring", "receive.servlet")))
            .should()
            .dependOnClassesThat(resideInAnyPackage("org.springframework..", "jakarta.servlet.."));

    @ArchTest
    static final ArchRule camelIsKnownToDoorsAlone = noClasses()
            .that(areNoDoors())
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.camel..")
            .because("verifying, mapping, the state rules, addresses and names run in a plain unit test");

    /** The API hands a handle on from one of these rooms to another, and executes nothing on it itself. */
    @ArchTest
    static final ArchRule statementsStandInFewRooms = noClasses()
            .that(not(rooms(
                    "database",
                    "inbox",
                    "job",
                    "media",
                    "view",
                    "notify",
                    "overview",
                    "drift",
                    "api",
                    "poll",
                    "submit")))
            .should()
            .dependOnClassesThat(resideInAnyPackage("java.sql..", "javax.sql..", "org.jdbi..")
                    .and(not(type(java.sql.SQLException.class)))
                    .and(not(type(javax.sql.DataSource.class))));

    @ArchTest
    static final ArchRule onlyFetchingGoesOutByHttp = noClasses()
            .that(not(rooms("http", "fetch", "submit", "poll", "notify", "standin", "cli")))
            .should()
            .dependOnClassesThat(resideInAnyPackage("org.apache.hc..", "java.net.http.."));

    @ArchTest
    static final ArchRule theAwsSdkIsKnownToBucketsAlone = noClasses()
            .that(not(rooms("store.s3")))
            .should()
            .dependOnClassesThat(resideInAnyPackage("software.amazon..", "org.apache.camel.component.aws2.."))
            .because("without a bucket the SDK may be missing");

    @ArchTest
    static final ArchRule roomsHaveNoCycles =
            slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

    /**
     * Except the assembly, and the classes that say who may call: the program's servers ask them before reading a body.
     */
    @ArchTest
    static final ArchRule nobodyKnowsTheApi = noClasses()
            .that(not(rooms("api")).and(not(resideInAPackage(ROOT))))
            .should()
            .dependOnClassesThat(
                    resideInAPackage(ROOT + ".api..").and(not(describe("say who may call", one -> one.getSimpleName()
                            .matches("Access|ApiTokens?|WrongTokens")))));

    @ArchTest
    static final ArchRule theThinJarNeedsNothingOfTheProgram = noClasses()
            .that(not(rooms("program", "cli", "standin")))
            .should()
            .dependOnClassesThat(rooms("program", "cli", "standin")
                    .or(resideInAnyPackage("org.apache.camel.main..", "..platform.http.main..", "picocli..")));

    @ArchTest
    static final ArchRule theStandInSharesNothingWithWhatItTests = noClasses()
            .that(rooms("standin"))
            .should()
            .dependOnClassesThat(resideInAPackage(ROOT + "..").and(not(rooms("standin"))));

    @ArchTest
    static final ArchRule theStandInServesCommandsAlone =
            noClasses().that(not(rooms("standin", "cli"))).should().dependOnClassesThat(rooms("standin"));

    @ArchTest
    static final ArchRule nobodySleeps = noClasses()
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(java.util.concurrent.TimeUnit.class, "sleep", long.class);

    @ArchTest
    static final ArchRule theEnvironmentIsReadInOnePlace = noClasses()
            .that(not(rooms("program")))
            .should()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getenv", String.class)
            .orShould()
            .callMethod(System.class, "getProperty", String.class)
            .orShould()
            .callMethod(System.class, "getProperty", String.class, String.class);

    /** An event log escapes and shortens its arguments, whatever a stranger wrote. */
    @ArchTest
    static final ArchRule everyLoggerIsAnEventLog = noClasses()
            .that(not(rooms("log")))
            .should()
            .dependOnClassesThat(type(org.slf4j.LoggerFactory.class))
            .orShould()
            .accessField(org.apache.camel.builder.BuilderSupport.class, "log")
            .orShould()
            .accessField(org.apache.camel.builder.RouteBuilder.class, "log");

    @ArchTest
    static final ArchRule theTimeComesFromAClock = noClasses()
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethodWhere(target(owner(assignableTo(Clock.class)))
                    .and(target(nameMatching("system.*")))
                    .and(originOwner(not(HOSTS))));

    @ArchTest
    static final ArchRule nothingStaticChanges = fields().that()
            .areStatic()
            .and()
            .areDeclaredInClassesThat()
            .areNotEnums()
            .should()
            .beFinal();

    @ArchTest
    static final ArchRule namesSayWhatAThingIs =
            classes().should().haveNameNotMatching(VAGUE).because("such a name says nothing");

    private static DescribedPredicate<JavaClass> areNoDoors() {
        return describe(
                "are no doors",
                one -> !HOSTS.test(one)
                        && !CARRIERS.test(one)
                        && !DOOR.matcher(outermost(one).getSimpleName()).matches());
    }

    private static JavaClass outermost(JavaClass one) {
        return one.getEnclosingClass().map(ArchitectureTest::outermost).orElse(one);
    }

    private static DescribedPredicate<JavaClass> type(Class<?> type) {
        return JavaClass.Predicates.type(type);
    }

    private static DescribedPredicate<JavaClass> rooms(String... names) {
        return resideInAnyPackage(java.util.Arrays.stream(names)
                .map(name -> ROOT + "." + name + "..")
                .toArray(String[]::new));
    }
}

package dev.mediahook.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.mediahook.Mediahook;
import java.io.IOException;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A list names the types that others may rely on, so that these types change only on purpose. */
class PromisedTypesTest {

    private static final Path LIST = Path.of("docs/api.txt");
    private static final Pattern BEAN = Pattern.compile("type: (dev\\.mediahook\\.[\\w.]+)");
    private static final Set<String> OF_EVERY_OBJECT = Set.of("equals", "hashCode", "toString");

    @Test
    void areAsListedWithAllTheirMembers() throws Exception {
        StringBuilder now = new StringBuilder();
        for (String name : promised()) {
            Class<?> type = Class.forName(name);
            now.append(name).append('\n');
            members(type).forEach(member -> now.append("  ").append(member).append('\n'));
        }
        assertThat(Files.readString(LIST))
                .as("write this to docs/api.txt if the change is meant:%n%s", now)
                .isEqualTo(now.toString());
    }

    @Test
    void areAllThatRouteFilesName() throws IOException {
        Set<String> beans = new TreeSet<>();
        for (Path file : ShippedRoutes.files()) {
            Matcher named = BEAN.matcher(Files.readString(file));
            while (named.find()) {
                beans.add(named.group(1));
            }
        }
        assertThat(promised()).containsAll(beans);
    }

    /** Java has no narrower modifier for what several packages of the program share. */
    @Test
    void areTheOnlyPublicTypesThatAreNotInAPackageCalledInternal() throws IOException {
        Set<String> promised = Set.copyOf(promised());
        Set<String> unsaid = new TreeSet<>();
        for (JavaClass type : new ClassFileImporter()
                .importUrl(Mediahook.class.getProtectionDomain().getCodeSource().getLocation())) {
            if (type.isTopLevelClass()
                    && type.getModifiers().contains(JavaModifier.PUBLIC)
                    && !promised.contains(type.getName())
                    && !packageInfo(type).contains("Internal")) {
                unsaid.add(type.getName());
            }
        }
        assertThat(unsaid).isEmpty();
    }

    private static String packageInfo(JavaClass type) throws IOException {
        return Files.readString(Path.of("src/main/java", type.getPackageName().replace('.', '/'), "package-info.java"));
    }

    private static List<String> promised() throws IOException {
        return Files.readAllLines(LIST).stream()
                .filter(line -> !line.startsWith(" "))
                .toList();
    }

    private static Set<String> members(Class<?> type) {
        Stream<Executable> constructors = Arrays.<Executable>stream(type.getDeclaredConstructors());
        Stream<Executable> methods = Arrays.<Executable>stream(type.getMethods())
                .filter(method -> method.getDeclaringClass().getName().startsWith("dev.mediahook"));
        Stream<String> constants = Arrays.stream(type.getFields()).map(field -> field.getName());
        return Stream.concat(
                        constants,
                        Stream.concat(constructors, methods)
                                .filter(member -> Modifier.isPublic(member.getModifiers()) && isWritten(member))
                                .filter(member -> !OF_EVERY_OBJECT.contains(member.getName()))
                                .map(PromisedTypesTest::signature))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Whether somebody wrote the member. A bridge stands for a member of a parent that is not public, unless the bridge
     * only narrows a type.
     */
    private static boolean isWritten(Executable member) {
        return !member.isSynthetic()
                || (member instanceof Method bridge
                        && bridge.isBridge()
                        && Arrays.stream(bridge.getDeclaringClass().getDeclaredMethods())
                                .noneMatch(other -> !other.isBridge()
                                        && other.getName().equals(bridge.getName())
                                        && other.getParameterCount() == bridge.getParameterCount()));
    }

    private static String signature(Executable member) {
        String parameters = Arrays.stream(member.getGenericParameterTypes())
                .map(type -> shortened(type.getTypeName()))
                .collect(Collectors.joining(", ", "(", ")"));
        return member instanceof Method method
                ? shortened(method.getGenericReturnType().getTypeName()) + " " + method.getName() + parameters
                : "new" + parameters;
    }

    private static String shortened(String name) {
        return name.replaceAll("[\\w.]+[.$]", "");
    }
}

package glassformer.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS) // reads all classes once
class ArchitectureTest {
    private static final String[] CORE = {
        "glassformer",
        "glassformer.blueprint..",
        "glassformer.text..",
        "glassformer.settings..",
        "glassformer.train..",
        "glassformer.engine",
        "glassformer.generate..",
        "glassformer.inspect..",
        "glassformer.exchange..",
        "glassformer.export..",
        "glassformer.run..",
        "glassformer.worker.."
    };

    private final JavaClasses all = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("glassformer");

    @Test
    void appUsesTheWindowAndTheWindowUsesCore() {
        noClasses()
                .that()
                .resideInAPackage("glassformer.ui..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("glassformer.app..", "glassformer.samples..")
                .allowEmptyShould(true)
                .check(all);
        noClasses()
                .that()
                .resideInAnyPackage(CORE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "glassformer.app..", "glassformer.ui..", "glassformer.samples..", "glassformer.engine.djl..")
                .check(all);
    }

    @Test
    void onlyTheEngineKnowsItsLibrary() {
        noClasses()
                .that()
                .resideOutsideOfPackage("glassformer.engine.djl..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.djl..")
                .check(all);
    }

    @Test
    void viewModelsKnowNoControls() {
        noClasses()
                .that()
                .haveSimpleNameEndingWith("ViewModel")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javafx.scene..", "org.controlsfx..")
                .allowEmptyShould(true)
                .check(all);
    }

    @Test
    void commandsNeverLoadJavaFx() {
        noClasses()
                .that()
                .resideInAPackage("glassformer.app..")
                .and()
                .haveSimpleNameEndingWith("Command")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("javafx..")
                .check(all);
    }

    @Test
    void onlyCommandsPrintToStandardOutput() {
        noClasses()
                .that()
                .resideOutsideOfPackage("glassformer.app..")
                .and()
                // TornadoVM prints what it generates, which this catches instead.
                .doNotHaveFullyQualifiedName("glassformer.engine.tornado.Printed")
                .should()
                .accessField(System.class, "out")
                .check(all);
        noClasses()
                .that()
                .resideInAPackage("glassformer.app..")
                .and()
                .doNotHaveSimpleName("Console")
                .should()
                .accessField(System.class, "out")
                .check(all);
    }
}

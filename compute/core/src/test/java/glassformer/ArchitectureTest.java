package glassformer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("glassformer");

    @Test
    void coreKnowsNoWindowAndNoEngine() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javafx..", "ai.djl..", "ai.onnxruntime..", "org.nd4j..", "uk.ac.manchester..")
                .check(CORE);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("glassformer.(*)..").should().beFreeOfCycles().check(CORE);
    }

    @Test
    void onlyTheWorkerHasTheStandardStreams() {
        for (String stream : List.of("out", "err")) {
            noClasses()
                    .that()
                    .resideOutsideOfPackage("glassformer.worker..")
                    .should()
                    .accessField(System.class, stream)
                    .check(CORE);
        }
    }

    @Test
    void nothingIsDeserialised() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(java.io.ObjectInputStream.class)
                .check(CORE);
    }
}

package assay.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.ObjectInputStream;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;

/**
 * The cut of the house (docs/architecture.md), held over every class that runs outside a server.
 */
@AnalyzeClasses(packages = "assay", importOptions = ImportOption.DoNotIncludeTests.class)
final class HouseArchitectureTest {

  @ArchTest
  static final ArchRule ROOMS_HAVE_NO_CYCLES =
      slices().matching("assay.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule REGISTRY_KNOWS_NO_TRAINING =
      noClasses()
          .that()
          .resideInAPackage("assay.registry..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("assay.training..", "assay.engine..", "assay.agent..");

  @ArchTest
  static final ArchRule THE_CHAIN_CLIENT_KNOWS_NO_ROOM_ABOVE_IT =
      noClasses()
          .that()
          .resideInAPackage("assay.chain..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("assay.registry..", "assay.training..", "assay.agent..");

  @ArchTest
  static final ArchRule NATIVES_STAY_IN_THE_ENGINE =
      noClasses()
          .that()
          .resideOutsideOfPackage("assay.engine..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.nd4j..", "org.deeplearning4j..", "org.bytedeco..");

  /** The generated client carries annotations of it that nothing needs when it runs. */
  @ArchTest
  static final ArchRule NOBODY_HERE_KNOWS_JAKARTA =
      noClasses()
          .that()
          .resideOutsideOfPackage("assay.client..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("jakarta..");

  @ArchTest
  static final ArchRule WHAT_THE_CONTRACT_GENERATES_STAYS_AT_THE_EDGE =
      noClasses()
          .that()
          .resideOutsideOfPackages("assay.client..", "assay.agent.platform..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("assay.client..");

  @ArchTest
  static final ArchRule MODELS_TAKE_TIME_AND_CHANCE_FROM_OUTSIDE =
      noClasses()
          .that()
          .resideInAnyPackage("assay.registry..", "assay.training..")
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callConstructor(Random.class)
          .orShould()
          .callMethod(UUID.class, "randomUUID");

  @ArchTest
  static final ArchRule NOBODY_READS_JAVA_SERIALIZATION =
      noClasses().should().dependOnClassesThat().areAssignableTo(ObjectInputStream.class);
}

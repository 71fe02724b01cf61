package assay.registry;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;

/** The registry model's layers: content and seal at the bottom, the ledger on top, no cycles. */
@AnalyzeClasses(packages = "assay.registry", importOptions = ImportOption.DoNotIncludeTests.class)
final class RegistryArchitectureTest {

  @ArchTest
  static final ArchRule PACKAGES_FORM_NO_CYCLES =
      slices().matching("assay.registry.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule CONTENT_AND_SEAL_KNOW_NOTHING_ABOVE_THEM =
      noClasses()
          .that()
          .resideInAnyPackage("assay.registry.content", "assay.registry.seal")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "assay.registry.wire",
              "assay.registry.dataset",
              "assay.registry.grant",
              "assay.registry.ledger");

  @ArchTest
  static final ArchRule VALUES_KNOW_NO_CONTRACT_WRAPPER =
      noClasses()
          .that()
          .resideInAnyPackage(
              "assay.registry.content",
              "assay.registry.seal",
              "assay.registry.wire",
              "assay.registry.dataset",
              "assay.registry.grant")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("assay.chain.contract");

  @ArchTest
  static final ArchRule EVERY_FAILURE_HAS_A_CODE =
      classes()
          .that(resideInAnyPackage("assay.registry.."))
          .and()
          .areAssignableTo(RuntimeException.class)
          .should()
          .beAssignableTo(RegistryException.class);

  @ArchTest
  static final ArchRule TIME_IS_GIVEN =
      noClasses()
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(Clock.class, "systemUTC");
}

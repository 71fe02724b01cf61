package assay.registry.settings;

import assay.chain.NearestName;
import assay.registry.settings.SettingSources.Found;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Holds what an operator set to what there is to set. Nothing of a secret is told. Immutable. */
public final class SettingsCheck {

  private static final String PREFIX = "ASSAY_";

  /** What is no setting's value may be a secret in the wrong place. */
  private static final String HIDDEN = "(not shown)";

  /** Read by agents, and by the product's own tests. */
  private static final Set<String> OF_OTHERS = Set.of("ASSAY_HOME", "ASSAY_REQUIRE_TOOLS");

  private final SettingSources sources;

  public SettingsCheck(SettingSources sources) {
    this.sources = sources;
  }

  /**
   * One name, as it was found.
   *
   * @param value as much of it as may be shown; empty where it is not set
   * @param where flag, environment, file or default
   * @param problem what is wrong with it and what to do
   */
  public record Finding(String name, String value, String where, Optional<String> problem) {}

  /** Every setting, and every name that is none. */
  public List<Finding> findings() {
    return findings(true).toList();
  }

  /**
   * Lets a platform start whose settings can be read. Files are not looked at: they may come later.
   *
   * @throws SettingsRefusedException with every name that is none and every value that cannot be
   *     read
   */
  public void requireReadable() {
    List<String> problems = findings(false).flatMap(finding -> finding.problem().stream()).toList();
    if (!problems.isEmpty()) {
      throw new SettingsRefusedException(String.join(" ", problems));
    }
  }

  private Stream<Finding> findings(boolean withFiles) {
    return Stream.concat(
        Stream.of(PlatformSetting.values()).map(setting -> finding(setting, withFiles)),
        unknown().stream());
  }

  private Finding finding(PlatformSetting setting, boolean withFiles) {
    Optional<Found> found = sources.find(setting);
    if (found.isEmpty()) {
      return new Finding(setting.variable(), setting.usual(), "default", missing(setting));
    }
    String value = found.get().value();
    Optional<String> unreadable = setting.problem(value);
    Optional<String> problem =
        unreadable
            .or(() -> withFiles ? setting.fileProblem(value) : Optional.empty())
            .map(what -> "%s (%s) %s.".formatted(setting.variable(), found.get().where(), what));
    String shown = unreadable.isPresent() ? HIDDEN : setting.shown(value);
    return new Finding(setting.variable(), shown, found.get().where(), problem);
  }

  private static Optional<String> missing(PlatformSetting setting) {
    return setting.isRequired()
        ? Optional.of("%s is not set; set it.".formatted(setting.variable()))
        : Optional.empty();
  }

  private List<Finding> unknown() {
    List<Finding> unknown = new ArrayList<>();
    add(unknown, "flag", sources.flags().keySet(), PlatformSetting.properties());
    Set<String> ours = new TreeSet<>(sources.environment().keySet());
    ours.removeIf(name -> !name.startsWith(PREFIX) || OF_OTHERS.contains(name));
    add(unknown, "environment", ours, PlatformSetting.variables());
    Set<String> inTheFile = new TreeSet<>(PlatformSetting.properties());
    inTheFile.remove(PlatformSetting.SETTINGS_FILE.property());
    add(unknown, "file", sources.file().keySet(), inTheFile);
    return unknown;
  }

  private static void add(
      List<Finding> unknown, String where, Collection<String> names, Collection<String> known) {
    Set<String> strange = new TreeSet<>(names);
    strange.removeAll(known);
    strange.forEach(
        name ->
            unknown.add(
                new Finding(
                    name,
                    HIDDEN,
                    where,
                    Optional.of(
                        "%s (%s) is no setting; did you mean %s?"
                            .formatted(name, where, NearestName.to(name, known))))));
  }
}

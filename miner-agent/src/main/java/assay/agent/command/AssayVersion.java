package assay.agent.command;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** Tells which build this is. */
public final class AssayVersion implements IVersionProvider {

  @Override
  public String[] getVersion() {
    String version =
        Optional.ofNullable(AssayVersion.class.getPackage().getImplementationVersion())
            .orElse("built from source");
    return new String[] {"assay " + version, "Java " + Runtime.version()};
  }
}

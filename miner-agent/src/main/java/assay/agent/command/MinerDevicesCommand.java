package assay.agent.command;

import assay.agent.rig.MachineProbe;
import assay.agent.rig.RigJson;
import assay.agent.rig.RigReport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists what the machine has to train on. */
@Command(
    name = "devices",
    description = "List the devices of this machine and which engines have code for them.")
final class MinerDevicesCommand implements Callable<Integer> {

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  @Override
  public Integer call() {
    RigReport report = MachineProbe.ofThisMachine().look();
    if (json) {
      System.out.println(RigJson.of(report));
      return 0;
    }
    DeviceTable table = new DeviceTable(System.out);
    table.print(report);
    table.printEngines(report);
    return 0;
  }
}

package assay.agent.rig;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A report as programs read it: what a device does not tell is absent. */
public final class RigJson {

  private RigJson() {}

  /** {@code {devices: [...], troubles: [...]}}. */
  public static ObjectNode of(RigReport report) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode devices = json.putArray("devices");
    report.devices().forEach(seen -> devices.add(of(seen)));
    ArrayNode troubles = json.putArray("troubles");
    report.troubles().forEach(troubles::add);
    return json;
  }

  private static ObjectNode of(Observation seen) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", seen.device().id().text()).put("name", seen.device().name());
    describe(seen.device(), json);
    Reading reading = seen.reading();
    reading.memoryUsed().ifPresent(bytes -> json.put("memoryUsedBytes", bytes));
    reading.temperature().ifPresent(degrees -> json.put("temperatureCelsius", degrees));
    reading.watts().ifPresent(watts -> json.put("watts", watts));
    reading.wattLimit().ifPresent(watts -> json.put("wattLimit", watts));
    reading.use().ifPresent(use -> json.put("usePercent", use));
    ArrayNode engines = json.putArray("engines");
    for (EngineFit fit : EngineFit.of(seen.device())) {
      engines
          .addObject()
          .put("engine", fit.engine().text())
          .put("fits", fit.fits())
          .put("why", fit.why());
    }
    return json;
  }

  private static void describe(Device device, ObjectNode json) {
    if (device instanceof Device.Cpu cpu) {
      json.put("kind", "cpu").put("cores", cpu.cores()).put("memoryBytes", cpu.memory());
    } else if (device instanceof Device.Gpu gpu) {
      json.put("kind", "gpu")
          .put("index", gpu.index())
          .put("busId", gpu.busId())
          .put("memoryBytes", gpu.memory())
          .put("driver", gpu.driver());
      gpu.capability().ifPresent(known -> json.put("computeCapability", known.toString()));
    } else {
      json.put("kind", "other");
    }
  }
}

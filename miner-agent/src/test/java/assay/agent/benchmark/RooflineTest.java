package assay.agent.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import assay.agent.engine.EngineChoice;
import assay.training.benchmark.Figures;
import assay.training.benchmark.Kernel;
import assay.training.benchmark.Spread;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class RooflineTest {

  private static Figures figures(double part) {
    Map<Kernel, Spread> speeds = new EnumMap<>(Kernel.class);
    for (Kernel kernel : Kernel.values()) {
      long speed = (long) (kernel.reference() * part);
      speeds.put(kernel, new Spread(speed, speed, speed));
    }
    return new Figures(speeds);
  }

  private static Document drawn(Map<EngineChoice, Figures> figures) throws Exception {
    String svg = new Roofline("Xeon <& sons>", figures).svg();
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void shouldDrawEveryKernelOfEveryEngineWithinTheFrame() throws Exception {
    Document drawn = drawn(Map.of(EngineChoice.DL4J, figures(0.3), EngineChoice.TORCH, figures(2)));

    // One mark for each kernel, one in the legend.
    NodeList circles = drawn.getElementsByTagName("circle");
    assertThat(circles.getLength()).isEqualTo(Kernel.values().length + 1);
    assertThat(drawn.getElementsByTagName("polyline").getLength()).isEqualTo(2);
    for (int i = 0; i < circles.getLength(); i++) {
      Element circle = (Element) circles.item(i);
      assertThat(Double.parseDouble(circle.getAttribute("cx"))).isBetween(80.0, 830.0);
      assertThat(Double.parseDouble(circle.getAttribute("cy"))).isBetween(30.0, 480.0);
    }
  }

  @Test
  void shouldPutTheRidgeWhereMemoryAndArithmeticMeet() {
    Canvas canvas = new Canvas(0.1, 1000, 1, 100);

    assertThat(canvas.x(10)).isEqualTo((80 + 830) / 2.0);
    assertThat(canvas.y(10)).isEqualTo((88 + 480) / 2.0);
  }

  @Test
  void shouldDrawOneEngineAlone() throws Exception {
    Document drawn = drawn(Map.of(EngineChoice.TORCH, figures(1)));

    assertThat(drawn.getElementsByTagName("title").item(0).getTextContent())
        .isEqualTo("Xeon <& sons>");
    assertThat(drawn.getElementsByTagName("polyline").getLength()).isEqualTo(1);
  }
}

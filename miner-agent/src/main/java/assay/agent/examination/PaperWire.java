package assay.agent.examination;

import assay.agent.engine.EngineChoice;
import assay.training.data.DataFormat;
import assay.training.data.LabelledData;
import assay.training.data.Sample;
import assay.training.spec.Metric;
import assay.training.spec.ModelSpec;
import assay.training.spec.ModelSpecJson;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What the agent tells its child through a pipe: engine, criterion, model, samples without their
 * labels, and the checkpoint. Both ends are of one build, so there is one form only: big-endian,
 * each part with its length before it. Stateless.
 */
final class PaperWire {

  private PaperWire() {}

  /** What the child heard: its paper's labels are all 0, the archive is in memory. */
  record Heard(EngineChoice engine, Paper paper, InputStream archive) {}

  /** What the child heard before it is told what to examine. */
  record Question(EngineChoice engine, Paper paper) {}

  static void write(EngineChoice engine, Paper paper, byte[] archive, OutputStream to)
      throws IOException {
    DataOutputStream out = new DataOutputStream(to);
    write(engine, paper, out);
    writeBytes(archive, out);
    out.flush();
  }

  /** All but what is examined. */
  static void write(EngineChoice engine, Paper paper, DataOutputStream out) throws IOException {
    out.writeUTF(engine.word());
    out.writeUTF(paper.criterion().name());
    writeBytes(ModelSpecJson.write(paper.model()), out);
    out.writeInt(paper.groups().size());
    for (LabelledData group : paper.groups()) {
      writeGroup(group, out);
    }
  }

  static Heard read(InputStream from) throws IOException {
    DataInputStream in = new DataInputStream(from);
    Question question = readQuestion(in);
    byte[] archive = readBytes(in.readInt(), in);
    return new Heard(question.engine(), question.paper(), new ByteArrayInputStream(archive));
  }

  static Question readQuestion(DataInputStream in) throws IOException {
    EngineChoice engine = EngineChoice.parse(in.readUTF());
    Metric criterion = Metric.valueOf(in.readUTF());
    ModelSpec model = ModelSpecJson.read(readBytes(in.readInt(), in));
    List<LabelledData> groups = new ArrayList<>();
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      groups.add(readGroup(in));
    }
    return new Question(engine, new Paper(model, criterion, groups));
  }

  private static void writeBytes(byte[] bytes, DataOutputStream out) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] readBytes(int length, DataInputStream in) throws IOException {
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return bytes;
  }

  private static void writeGroup(LabelledData group, DataOutputStream out) throws IOException {
    DataFormat format = group.format();
    out.writeInt(format.width());
    out.writeFloat(format.low());
    out.writeFloat(format.high());
    out.writeInt(format.classes());
    out.writeInt(group.size());
    float[] row = new float[format.width()];
    ByteBuffer bytes = ByteBuffer.allocate(row.length * Float.BYTES);
    for (int i = 0; i < group.size(); i++) {
      group.copyValues(i, row, 0);
      bytes.clear().asFloatBuffer().put(row);
      out.write(bytes.array());
    }
  }

  private static LabelledData readGroup(DataInputStream in) throws IOException {
    DataFormat format = new DataFormat(in.readInt(), in.readFloat(), in.readFloat(), in.readInt());
    int size = in.readInt();
    List<Sample> samples = new ArrayList<>(size);
    float[] row = new float[format.width()];
    for (int i = 0; i < size; i++) {
      ByteBuffer.wrap(readBytes(row.length * Float.BYTES, in)).asFloatBuffer().get(row);
      samples.add(new Sample(row, 0));
    }
    return LabelledData.of(format, samples);
  }
}

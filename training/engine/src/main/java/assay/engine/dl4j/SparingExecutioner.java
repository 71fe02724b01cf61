package assay.engine.dl4j;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.javacpp.PointerScope;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.api.shape.TadPack;
import org.nd4j.linalg.cpu.nativecpu.ops.CpuOpContext;
import org.nd4j.linalg.cpu.nativecpu.ops.NativeOpExecutioner;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;
import org.nd4j.nativeblas.OpaqueContext;

/**
 * ND4J's way to its native operations on a processor, with fewer native objects left to the garbage
 * collector, which has to carry each until it was freed. ND4J 1.0.0-M2.1 means to describe a shape
 * once for all arrays of that shape, and its cache overrides a method that nothing calls; means to
 * close an operation's context after the operation, and closing does nothing; and leaves the
 * arguments it copied to be collected. Descriptions of shapes are constants of the native library,
 * whoever points to them.
 */
final class SparingExecutioner extends NativeOpExecutioner {

  /** A net has some hundred; what batches of ever new lengths add beyond is not kept. */
  private static final int MOST = 4096;

  private final PatientDeallocator deallocator;
  private final Map<Layout, DataBuffer> shapes = new ConcurrentHashMap<>();
  private final Map<Part, TadPack> parts = new ConcurrentHashMap<>();

  private SparingExecutioner(PatientDeallocator deallocator) {
    this.deallocator = deallocator;
  }

  /** Takes the place of the library's own, unless that computes on a graphics processor. */
  static void install(PatientDeallocator deallocator) {
    if (Nd4j.getExecutioner().getClass() != NativeOpExecutioner.class) {
      return;
    }
    try {
      Field executioner = Nd4j.class.getDeclaredField("OP_EXECUTIONER_INSTANCE");
      executioner.setAccessible(true);
      executioner.set(null, new SparingExecutioner(deallocator));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("This is not the ND4J that this program was made for.", e);
    }
  }

  @Override
  public DataBuffer createShapeInfo(
      long[] shape, long[] stride, long step, char order, DataType type, boolean isEmpty) {
    DataBuffer known = shapes.get(new Layout(shape, stride, step, order, type, isEmpty));
    if (known != null) {
      return known;
    }
    DataBuffer made = super.createShapeInfo(shape, stride, step, order, type, isEmpty);
    if (shapes.size() < MOST) {
      shapes.put(new Layout(shape.clone(), stride.clone(), step, order, type, isEmpty), made);
    }
    return made;
  }

  @Override
  public TadPack tadShapeInfoAndOffsets(INDArray array, int[] dimensions) {
    TadPack known = parts.get(new Part(array.shapeInfoJava(), dimensions));
    if (known != null) {
      return known;
    }
    TadPack made = super.tadShapeInfoAndOffsets(array, dimensions);
    if (parts.size() < MOST) {
      parts.put(new Part(array.shapeInfoJava().clone(), dimensions.clone()), made);
    }
    return made;
  }

  PatientDeallocator deallocator() {
    return deallocator;
  }

  @Override
  public OpContext buildContext() {
    return new ClosingContext(deallocator);
  }

  /** What an operation works on; freed when it is closed, or when nothing refers to it. */
  private static final class ClosingContext extends CpuOpContext {

    private final PatientDeallocator deallocator;

    ClosingContext(PatientDeallocator deallocator) {
      this.deallocator = deallocator;
    }

    @Override
    public void setIArguments(long... arguments) {
      freeingCopies(() -> super.setIArguments(arguments));
    }

    @Override
    public void setTArguments(double... arguments) {
      freeingCopies(() -> super.setTArguments(arguments));
    }

    @Override
    public void setBArguments(boolean... arguments) {
      freeingCopies(() -> super.setBArguments(arguments));
    }

    @Override
    public void setDArguments(DataType... arguments) {
      freeingCopies(() -> super.setDArguments(arguments));
    }

    /** The library copies arguments into native memory, from where it copies them once more. */
    private static void freeingCopies(Runnable setting) {
      PointerScope copies = new PointerScope();
      try {
        setting.run();
      } finally {
        copies.close();
      }
    }

    @Override
    public void close() {
      if (deallocator.forget(getUniqueId())) {
        NativeOpsHolder.getInstance()
            .getDeviceNativeOps()
            .deleteGraphContext((OpaqueContext) contextPointer());
      }
    }
  }

  /** How an array lies in memory. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Layout(
      long[] shape, long[] stride, long step, char order, DataType type, boolean isEmpty) {

    @Override
    public boolean equals(Object other) {
      return other instanceof Layout that
          && Arrays.equals(shape, that.shape)
          && Arrays.equals(stride, that.stride)
          && step == that.step
          && order == that.order
          && type == that.type
          && isEmpty == that.isEmpty;
    }

    @Override
    public int hashCode() {
      return 31 * Arrays.hashCode(shape) + Arrays.hashCode(stride);
    }
  }

  /** Dimensions of arrays that lie so in memory. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Part(long[] layout, int[] dimensions) {

    @Override
    public boolean equals(Object other) {
      return other instanceof Part that
          && Arrays.equals(layout, that.layout)
          && Arrays.equals(dimensions, that.dimensions);
    }

    @Override
    public int hashCode() {
      return 31 * Arrays.hashCode(layout) + Arrays.hashCode(dimensions);
    }
  }
}

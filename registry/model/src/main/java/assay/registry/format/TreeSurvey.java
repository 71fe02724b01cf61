package assay.registry.format;

import assay.registry.dataset.ElementType;
import assay.registry.dataset.SchemaField;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Looks through files under names. Pictures in one folder for each class, the way torchvision's
 * {@code ImageFolder} and Keras's {@code image_dataset_from_directory} read them, are samples with
 * a label; anything else is one sample for each file.
 */
final class TreeSurvey {

  private static final Set<String> PICTURES = Set.of("png", "jpg", "jpeg", "gif", "bmp");
  private static final int MOST_CLASSES = 100_000;

  private final Set<String> classes = new TreeSet<>();
  private long files;
  private long pictures;
  private List<Integer> shape = List.of();
  private boolean isOneShape = true;

  private TreeSurvey() {}

  /**
   * Looks through the tree.
   *
   * @param packing the last part of the format's name, such as {@code tar}
   */
  static Survey of(FileTree tree, String packing) throws IOException {
    TreeSurvey survey = new TreeSurvey();
    tree.walk(survey::see);
    return survey.result(packing);
  }

  private void see(EntryName name, long bytes, InputStream content) throws IOException {
    files++;
    if (!isPicture(name) || name.folder().isEmpty()) {
      return;
    }
    pictures++;
    if (classes.size() < MOST_CLASSES) {
      classes.add(name.folder());
    }
    seeShape(shapeOf(name, content));
  }

  private void seeShape(List<Integer> seen) {
    isOneShape = isOneShape && (pictures == 1 || seen.equals(shape));
    shape = seen;
  }

  private Survey result(String packing) {
    if (files == 0) {
      throw new FormatRefusedException("There are no files in it; name a folder that holds some.");
    }
    boolean arePictures = pictures == files && classes.size() > 1;
    return arePictures
        ? new Survey("images." + packing, pictureSchema(), pictures)
        : new Survey("files." + packing, List.of(bytesOf("file")), files);
  }

  private List<SchemaField> pictureSchema() {
    List<Integer> common = isOneShape ? shape : List.of();
    return List.of(
        new SchemaField("image", ElementType.UINT8, common, false),
        new SchemaField("class", ElementType.TEXT, List.of(), true));
  }

  /** A field of bytes of any length. */
  static SchemaField bytesOf(String name) {
    return new SchemaField(name, ElementType.UINT8, List.of(), false);
  }

  private static boolean isPicture(EntryName name) {
    String last = name.last();
    return PICTURES.contains(last.substring(last.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
  }

  /** Height, width and bands, from the picture's header alone. */
  private static List<Integer> shapeOf(EntryName name, InputStream content) throws IOException {
    try (ImageInputStream header = new MemoryCacheImageInputStream(content)) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(header);
      if (!readers.hasNext()) {
        throw notAPicture(name, null);
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(header, true, true);
        int bands = reader.getImageTypes(0).next().getNumBands();
        return List.of(reader.getHeight(0), reader.getWidth(0), bands);
      } finally {
        reader.dispose();
      }
    } catch (IOException | IllegalArgumentException e) {
      throw notAPicture(name, e);
    }
  }

  private static FormatRefusedException notAPicture(EntryName name, @Nullable Exception cause) {
    return new FormatRefusedException(
        "'" + name + "' is named like a picture and is none; mend it or give it another name.",
        cause);
  }
}

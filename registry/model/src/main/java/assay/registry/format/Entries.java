package assay.registry.format;

import java.util.HashSet;
import java.util.Set;

/** Counts the files of an archive and refuses a name that comes twice. */
final class Entries {

  private final Set<String> seen = new HashSet<>();

  EntryName next(String text) {
    EntryName name = new EntryName(text);
    if (!seen.add(text)) {
      throw new FormatRefusedException(
          "The archive holds '" + name + "' twice; readers would not agree which one counts.");
    }
    if (seen.size() > FileTree.MOST_FILES) {
      throw tooMany();
    }
    return name;
  }

  static FormatRefusedException notAFile(EntryName name) {
    return new FormatRefusedException(
        "The archive's '"
            + name
            + "' is a link, a device or a sparse file; pack the files themselves.");
  }

  static FormatRefusedException tooMany() {
    return new FormatRefusedException(
        "There are more than "
            + FileTree.MOST_FILES
            + " files; put the samples into fewer, larger files, such as .npz or .csv.");
  }
}

package assay.registry.intent;

import java.util.Map;

/**
 * What an account wants the chain to do, in words.
 *
 * @param name stable, such as {@code grant}
 * @param says what it will do, in a sentence for people
 * @param lasting what of it nobody can undo, in a sentence for people
 * @param particulars what the sentences name, for whoever says them in another language
 */
public record Intent(String name, String says, String lasting, Map<String, String> particulars) {

  public Intent {
    particulars = Map.copyOf(particulars);
  }
}

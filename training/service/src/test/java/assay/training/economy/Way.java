package assay.training.economy;

import java.util.Locale;

/** How somebody behaves all his life; one enum for each role. */
interface Way {

  /** The constant's name. */
  String name();

  /** The trade, as tables name it. */
  String role();

  boolean isHonest();

  /** Role and name for tables and messages, such as {@code miner: never reveals}. */
  default String label() {
    return role() + ": " + name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}

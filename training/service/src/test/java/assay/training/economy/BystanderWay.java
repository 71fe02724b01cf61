package assay.training.economy;

/** Who is paid, and does nothing that could cost him. */
enum BystanderWay implements Way {
  PLATFORM,
  /** Buys the datasets that others sell. */
  BUYER;

  @Override
  public String role() {
    return "bystander";
  }

  @Override
  public boolean isHonest() {
    return true;
  }
}

package assay.registry.dataset;

/** What one value of a field is. Stands in manifests by its name. */
public enum ElementType {
  UINT8,
  INT32,
  INT64,
  FLOAT32,
  FLOAT64,
  TEXT
}

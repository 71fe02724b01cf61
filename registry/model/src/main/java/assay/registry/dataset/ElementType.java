package assay.registry.dataset;

/** What one value of a field is. Stands in manifests by its name. */
public enum ElementType {
  BOOL,
  UINT8,
  INT8,
  INT16,
  INT32,
  INT64,
  FLOAT32,
  FLOAT64,
  TEXT
}

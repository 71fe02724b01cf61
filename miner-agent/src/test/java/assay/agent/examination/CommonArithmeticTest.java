package assay.agent.examination;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CommonArithmeticTest {

  @Test
  void shouldHoldEveryLibraryToTheInstructionsThatAllHave() {
    assertThat(CommonArithmetic.on("flags : fpu sse2 fma avx avx2 avx512f\n"))
        .containsEntry("OPENBLAS_CORETYPE", "Haswell")
        .containsEntry("DNNL_MAX_CPU_ISA", "AVX2")
        .containsEntry("ONEDNN_MAX_CPU_ISA", "AVX2")
        .containsEntry("ATEN_CPU_CAPABILITY", "avx2");
  }

  @Test
  void shouldLeaveAnOldProcessorToItsOwnInstructionsAndOneThread() {
    assertThat(CommonArithmetic.on("flags : fpu sse2\n"))
        .containsOnlyKeys(
            "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "CUDA_VISIBLE_DEVICES");
  }
}
